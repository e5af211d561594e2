package dev.missioncontrol.invite.api.graphql;

import java.util.List;
import java.util.Locale;

import dev.missioncontrol.invite.api.policy.PolicyRequest;
import dev.missioncontrol.invite.api.policy.ResendPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The argument of {@code set_policy}.
 */
record PolicyInput(@Nullable String defaultTtl, @Nullable String maxTtl, @Nullable List<String> allowedRoles,
		@Nullable List<String> allowedDomains, @Nullable List<String> deniedDomains, @Nullable ResendPolicy resend,
		@Nullable Integer dailyQuota, @Nullable Integer ratePerMinute) {

	PolicyRequest request() {
		return new PolicyRequest(this.defaultTtl, this.maxTtl, this.allowedRoles, this.allowedDomains,
				this.deniedDomains, (this.resend != null) ? this.resend.name().toLowerCase(Locale.ROOT) : null,
				this.dailyQuota, this.ratePerMinute, List.of());
	}

}
