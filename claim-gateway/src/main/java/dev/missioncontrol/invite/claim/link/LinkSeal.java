package dev.missioncontrol.invite.claim.link;

import java.time.InstantSource;
import java.util.function.Supplier;

import dev.missioncontrol.invite.event.hawk.BewitVerdict;
import dev.missioncontrol.invite.event.hawk.CheckingBewit;
import dev.missioncontrol.invite.event.hawk.HawkKeys;
import dev.missioncontrol.invite.event.hawk.HawkOrigin;
import dev.missioncontrol.invite.event.hawk.HawkRequest;

/**
 * What vouches for an address as a whole. Safe for use by several threads; does not
 * block.
 */
public interface LinkSeal {

	/** Looks at nothing: the token vouches for itself. */
	LinkSeal PLAIN = (_) -> new SealCheck.Intact();

	/**
	 * Checks a request.
	 * @param request as it came; may hold anything
	 * @return whether to go on
	 */
	SealCheck check(HawkRequest request);

	/**
	 * Wants a Hawk bewit. What it says besides its expiry ({@code ext}) does not matter
	 * here.
	 * @param keys gives the keys accepted now
	 * @param origin where people reach us
	 * @param clock the time to judge by
	 * @return the seal
	 */
	static LinkSeal hawk(Supplier<HawkKeys> keys, HawkOrigin origin, InstantSource clock) {
		CheckingBewit checking = new CheckingBewit(keys, origin, clock);
		return (request) -> switch (checking.check(request)) {
			case BewitVerdict.Genuine _ -> new SealCheck.Intact();
			case BewitVerdict.Expired _ -> new SealCheck.Late();
			case BewitVerdict.Refused(var flaw) -> new SealCheck.Broken("bewit_" + flaw.code());
		};
	}

}
