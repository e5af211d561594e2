package dev.missioncontrol.invite.claim.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.InviteId;

/**
 * A login that was sent on its way and has not come back. It lives, sealed, in the
 * browser that started it, and nowhere else.
 *
 * @param state ties the way back to this browser (RFC 6749 section 10.12)
 * @param nonce ties the ID token to this login (OpenID Connect Core section 3.1.2.1)
 * @param verifier ties the code to this login (RFC 7636)
 * @param inviteId the invite
 * @param generation generation of the link
 * @param email who is invited
 * @param expiresAt when the link ends
 * @param startedAt when the login was started
 * @param token the claim token in compact form, to start again from; secret
 */
public record LoginAttempt(String state, String nonce, String verifier, InviteId inviteId, int generation,
		EmailAddress email, Instant expiresAt, Instant startedAt, String token) {

	private static final int RANDOM_BYTES = 32;

	private static final int NAME_LENGTH = 8;

	private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

	private static final SecureRandom RANDOM = new SecureRandom();

	/**
	 * A new login.
	 * @param token what the link says
	 * @param compact the token as it came
	 * @param now the time
	 * @return with state, nonce and verifier of 256 random bits each
	 */
	public static LoginAttempt start(ClaimToken token, String compact, Instant now) {
		return new LoginAttempt(random(), random(), random(), token.inviteId(), token.generation(), token.email(),
				token.expiresAt(), now, compact);
	}

	/**
	 * The part of a state that tells logins of one browser apart.
	 * @param state a state of ours
	 * @return its first characters
	 */
	public static String name(String state) {
		return state.substring(0, NAME_LENGTH);
	}

	/**
	 * Whether this could be the state of a login.
	 * @param text may be anything
	 * @return true when it has the form
	 */
	public static boolean isState(String text) {
		return text.matches("[A-Za-z0-9_-]{43}");
	}

	/**
	 * Compares without telling how much is equal.
	 * @param candidate what came back
	 * @return whether it is this login's state
	 */
	public boolean hasState(String candidate) {
		return same(this.state, candidate);
	}

	/**
	 * Compares without telling how much is equal.
	 * @param candidate what the ID token says
	 * @return whether it is this login's nonce
	 */
	public boolean hasNonce(String candidate) {
		return same(this.nonce, candidate);
	}

	/**
	 * The challenge that belongs to the verifier, method S256.
	 * @return 43 characters
	 */
	public String challenge() {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return BASE64URL.encodeToString(digest.digest(this.verifier.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

	/**
	 * What is left of a login that came back without getting anybody in: enough to start
	 * again from, nothing to finish it with.
	 * @return the same login without nonce and verifier
	 */
	public LoginAttempt returned() {
		return new LoginAttempt(this.state, "", "", this.inviteId, this.generation, this.email, this.expiresAt,
				this.startedAt, this.token);
	}

	/**
	 * Whether it came back already.
	 * @return true when it cannot be finished
	 */
	public boolean hasReturned() {
		return this.verifier.isEmpty();
	}

	@Override
	public String toString() {
		return "LoginAttempt[" + this.inviteId + "]";
	}

	private static boolean same(String expected, String candidate) {
		return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
				candidate.getBytes(StandardCharsets.UTF_8));
	}

	private static String random() {
		byte[] bytes = new byte[RANDOM_BYTES];
		RANDOM.nextBytes(bytes);
		return BASE64URL.encodeToString(bytes);
	}

}
