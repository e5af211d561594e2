package dev.missioncontrol.invite.event.hawk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Tells addresses that were sent out from all others. Costs one HMAC at most, and only
 * for a bewit that names a key of ours. Safe for use by several threads; does not block.
 */
public final class CheckingBewit {

	/** Longest path and query, in characters, that is looked at; as in the reference. */
	public static final int MAX_LENGTH = 4096;

	private final Supplier<HawkKeys> keys;

	private final HawkOrigin origin;

	private final InstantSource clock;

	/**
	 * Sets the rules.
	 * @param keys gives the keys accepted now
	 * @param origin where people reach us, by configuration
	 * @param clock the time to judge by
	 */
	public CheckingBewit(Supplier<HawkKeys> keys, HawkOrigin origin, InstantSource clock) {
		this.keys = keys;
		this.origin = origin;
		this.clock = clock;
	}

	/**
	 * Checks a request.
	 * @param request may hold anything
	 * @return never throws for what it holds
	 */
	public BewitVerdict check(HawkRequest request) {
		try {
			return judge(request);
		}
		catch (FlawException ex) {
			return new BewitVerdict.Refused(ex.flaw());
		}
	}

	private BewitVerdict judge(HawkRequest request) {
		check(request.target().length() <= MAX_LENGTH, BewitFlaw.TOO_LONG);
		check(request.isWellFormed(), BewitFlaw.TARGET);
		SealedResource sealed = SealedResource.split(request.target());
		check(request.isLook(), BewitFlaw.METHOD);
		check(!request.authorized(), BewitFlaw.OTHER_CREDENTIALS);
		Bewit bewit = Bewit.parse(sealed.bewit());
		HawkKey key = this.keys.get().find(bewit.id()).orElseThrow(() -> new FlawException(BewitFlaw.KEY));
		String mac = key.mac(Bewit.covered(bewit.expiresAt(), sealed.resource(), this.origin, bewit.ext()));
		check(isSame(mac, bewit.mac()), BewitFlaw.MAC);
		// Only now: an expiry without its MAC is anybody's.
		Instant expiresAt = Instant.ofEpochSecond(bewit.expiresAt());
		return this.clock.instant().isBefore(expiresAt) ? new BewitVerdict.Genuine(bewit.id(), expiresAt, bewit.ext())
				: new BewitVerdict.Expired(bewit.id(), expiresAt);
	}

	/** How long it takes tells nothing of where they differ. */
	private static boolean isSame(String mac, String given) {
		return MessageDigest.isEqual(mac.getBytes(StandardCharsets.ISO_8859_1),
				given.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static void check(boolean rule, BewitFlaw otherwise) {
		if (!rule) {
			throw new FlawException(otherwise);
		}
	}

}
