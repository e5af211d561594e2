package dev.missioncontrol.invite.api.invite;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.function.Consumer;

import dev.missioncontrol.invite.api.policy.InvitePolicy;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * How long a link is to work, as callers ask for it.
 */
final class Lifetime {

	private Lifetime() {
	}

	/** Gives the default after an objection, so that all others can be told, too. */
	static Duration of(@Nullable String ttl, InvitePolicy policy, Consumer<Violation> objections) {
		if (ttl == null) {
			return policy.defaultTtl();
		}
		try {
			Duration asked = Duration.parse(ttl);
			if (policy.allows(asked)) {
				return asked;
			}
			objections.accept(new Violation("/ttl", "ttl-out-of-range",
					"The ttl must lie between " + policy.minTtl() + " and " + policy.maxTtl() + "."));
		}
		catch (DateTimeException | ArithmeticException ex) {
			objections.accept(new Violation("/ttl", "invalid-ttl", "This is not an ISO 8601 duration such as PT24H."));
		}
		return policy.defaultTtl();
	}

}
