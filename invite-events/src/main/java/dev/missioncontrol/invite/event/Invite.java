package dev.missioncontrol.invite.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * One generation of an invite: all that the later stages need to know, so that none of
 * them has to look anything up.
 *
 * @param inviteId same for all generations
 * @param generation 1 for the first, one more for each resend
 * @param email who is invited
 * @param organization where to
 * @param roles what the person may do there; at least one, sorted
 * @param requestedBy subject ({@code sub}) of the admin who asked
 * @param requestedAt when the admin asked, to the millisecond; the token's {@code iat}
 * @param expiresAt first instant at which the link no longer works, to the second; the
 * token's {@code exp}
 * @param locale language of the e-mail as a BCP 47 tag; null for the organization's
 * default
 * @param metadata up to {@value #MAX_METADATA} pairs of the caller's own, names and
 * values of at most {@value #MAX_METADATA_LENGTH} characters
 */
public record Invite(InviteId inviteId, int generation, EmailAddress email, Organization organization,
		SortedSet<Role> roles, String requestedBy, Instant requestedAt, Instant expiresAt, @Nullable String locale,
		SortedMap<String, String> metadata) {

	/**
	 * No link may live longer: topics that hold what a replay needs are kept this long.
	 */
	public static final Duration MAX_TTL = Duration.ofDays(30);

	/** Most pairs of metadata. */
	public static final int MAX_METADATA = 20;

	/** Longest name or value of metadata, in characters. */
	public static final int MAX_METADATA_LENGTH = 255;

	/**
	 * Checks and normalizes.
	 * @throws IllegalArgumentException when a part breaks its rule; the message names the
	 * rule and holds no personal data
	 */
	@SuppressWarnings("NullAway") // the codec gives null for an absent metadata object
	public Invite {
		Objects.requireNonNull(inviteId, "inviteId");
		Objects.requireNonNull(email, "email");
		Objects.requireNonNull(organization, "organization");
		check(generation >= 1, "generation must be 1 or more");
		check(!requestedBy.isBlank() && requestedBy.length() <= 255, "requestedBy must have 1 to 255 characters");
		roles = sorted(roles);
		check(!roles.isEmpty(), "at least one role is required");
		requestedAt = requestedAt.truncatedTo(ChronoUnit.MILLIS);
		expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
		check(expiresAt.isAfter(requestedAt), "expiresAt must be after requestedAt");
		check(Duration.between(requestedAt, expiresAt).compareTo(MAX_TTL) <= 0, "an invite lives for 30 days at most");
		check(locale == null || isLanguageTag(locale), "locale must be a BCP 47 language tag");
		metadata = (metadata != null) ? Collections.unmodifiableSortedMap(new TreeMap<>(metadata))
				: Collections.emptySortedMap();
		check(metadata.size() <= MAX_METADATA, "metadata has 20 pairs at most");
		check(metadata.entrySet().stream().allMatch(Invite::fits),
				"names and values of metadata have 1 to 255 and 0 to 255 characters");
	}

	/**
	 * Whether the link no longer works.
	 * @param now the time to judge by
	 * @return true from {@link #expiresAt()} on (RFC 7519 section 4.1.4)
	 */
	public boolean isExpiredAt(Instant now) {
		return !now.isBefore(this.expiresAt);
	}

	private static SortedSet<Role> sorted(Collection<Role> roles) {
		return Collections.unmodifiableSortedSet(new TreeSet<>(roles));
	}

	private static boolean fits(Map.Entry<String, String> pair) {
		return !pair.getKey().isBlank() && pair.getKey().length() <= MAX_METADATA_LENGTH && pair.getValue() != null
				&& pair.getValue().length() <= MAX_METADATA_LENGTH;
	}

	private static boolean isLanguageTag(String tag) {
		try {
			new Locale.Builder().setLanguageTag(tag);
			return !tag.isBlank();
		}
		catch (IllformedLocaleException ex) {
			return false;
		}
	}

	private static void check(boolean rule, String message) {
		if (!rule) {
			throw new IllegalArgumentException(message);
		}
	}

}
