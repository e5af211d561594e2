package dev.missioncontrol.invite.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What a claim token says: the claims of a JWS (RFC 7519) signed with RS256. All of them
 * come from the command, none from the signer's clock, so that signing the same command
 * again gives the same bytes.
 *
 * @param issuer {@code iss}
 * @param audience {@code aud}, one value
 * @param inviteId {@code jti}
 * @param generation {@code gen}
 * @param issuedAt {@code iat}, to the second
 * @param expiresAt {@code exp}, to the second
 * @param email {@code email}
 * @param organization {@code organization}: the id
 * @param roles {@code roles}, sorted
 */
public record ClaimToken(String issuer, String audience, InviteId inviteId, int generation, Instant issuedAt,
		Instant expiresAt, EmailAddress email, String organization, SortedSet<Role> roles) {

	/** Header {@code typ}: explicit typing after RFC 8725 section 3.11. */
	public static final String TYPE = "invite+jwt";

	/** Header {@code alg}: the only one that is ever signed or accepted. */
	public static final String ALGORITHM = "RS256";

	/** Longest token, in characters; longer ones are refused unread. */
	public static final int MAX_LENGTH = InviteLink.MAX_LENGTH;

	/**
	 * Checks all parts.
	 * @throws IllegalArgumentException when one breaks its rule
	 */
	public ClaimToken {
		Objects.requireNonNull(issuer, "iss");
		Objects.requireNonNull(audience, "aud");
		Objects.requireNonNull(inviteId, "jti");
		Objects.requireNonNull(email, "email");
		Objects.requireNonNull(organization, "organization");
		Generations.check(generation);
		issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
		expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
		roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
		if (roles.isEmpty()) {
			throw new IllegalArgumentException("roles must not be empty");
		}
	}

	/**
	 * The token of an invite.
	 * @param invite the generation to sign
	 * @param issuer {@code iss}
	 * @param audience {@code aud}
	 * @return the claims
	 */
	public static ClaimToken of(Invite invite, String issuer, String audience) {
		return new ClaimToken(issuer, audience, invite.inviteId(), invite.generation(), invite.requestedAt(),
				invite.expiresAt(), invite.email(), invite.organization().id(), invite.roles());
	}

	/**
	 * The claims in the order in which they are signed.
	 * @return JSON values only: strings, integers, a list of strings
	 */
	public Map<String, Object> toClaims() {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", this.issuer);
		claims.put("aud", this.audience);
		claims.put("jti", this.inviteId.toString());
		claims.put("gen", this.generation);
		claims.put("iat", this.issuedAt.getEpochSecond());
		claims.put("exp", this.expiresAt.getEpochSecond());
		claims.put("email", this.email.value());
		claims.put("organization", this.organization);
		claims.put("roles", this.roles.stream().map(Role::name).toList());
		return claims;
	}

	/**
	 * Reads claims whose signature was verified. Checks that each is there and of its
	 * type; who issued it, for whom and when it ends is the caller's to judge.
	 * @param claims the parsed JSON object
	 * @return the token
	 * @throws IllegalArgumentException when a claim is missing or of the wrong type; the
	 * message names the claim, not its value
	 */
	public static ClaimToken fromClaims(Map<String, ?> claims) {
		return new ClaimToken(text(claims, "iss"), text(claims, "aud"), InviteId.parse(text(claims, "jti")),
				generation(claims), time(claims, "iat"), time(claims, "exp"), new EmailAddress(text(claims, "email")),
				text(claims, "organization"), roles(claims));
	}

	private static int generation(Map<String, ?> claims) {
		long generation = integer(claims, "gen");
		if (generation > Integer.MAX_VALUE) {
			throw wrong("gen");
		}
		return (int) Math.max(generation, 0);
	}

	private static Instant time(Map<String, ?> claims, String name) {
		try {
			return Instant.ofEpochSecond(integer(claims, name));
		}
		catch (DateTimeException ex) {
			throw wrong(name);
		}
	}

	private static String text(Map<String, ?> claims, String name) {
		return typed(claims.get(name), String.class, name);
	}

	private static long integer(Map<String, ?> claims, String name) {
		Number number = typed(claims.get(name), Number.class, name);
		if (!(number instanceof Long) && !(number instanceof Integer)) {
			throw wrong(name);
		}
		return number.longValue();
	}

	private static SortedSet<Role> roles(Map<String, ?> claims) {
		SortedSet<Role> roles = new TreeSet<>();
		for (Object role : typed(claims.get("roles"), Collection.class, "roles")) {
			roles.add(new Role(typed(role, String.class, "roles")));
		}
		return roles;
	}

	private static <T> T typed(@Nullable Object value, Class<T> type, String name) {
		if (!type.isInstance(value)) {
			throw wrong(name);
		}
		return type.cast(value);
	}

	private static IllegalArgumentException wrong(String name) {
		return new IllegalArgumentException("claim " + name + " is missing or of the wrong type");
	}

}
