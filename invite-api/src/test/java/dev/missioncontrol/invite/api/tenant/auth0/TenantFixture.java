package dev.missioncontrol.invite.api.tenant.auth0;

import java.time.Duration;

import dev.missioncontrol.invite.api.TenantStandIn;

/**
 * Ways to a stand-in.
 */
public final class TenantFixture {

	private TenantFixture() {
	}

	public static TenantApi api(TenantStandIn tenant, String secret) {
		return new Tenant(new TenantSettings(tenant.domain(), TenantStandIn.CLIENT_ID, secret, Duration.ofMinutes(10)))
			.api(Duration.ofSeconds(30), 0);
	}

}
