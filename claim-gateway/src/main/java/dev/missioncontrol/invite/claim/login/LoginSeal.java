package dev.missioncontrol.invite.claim.login;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns logins into text that only instances with the same keys can read, and that nobody
 * can alter: AES-256-GCM, {@code base64url(version, key id, IV, ciphertext and tag)}. The
 * first key seals, all of them open, so that keys can be changed while logins are under
 * way. Safe for use by several threads.
 */
public final class LoginSeal {

	private static final byte VERSION = 2;

	private static final int IV_BYTES = 12;

	private static final int TAG_BITS = 128;

	/** No other use of the same key gives text that opens here. */
	private static final byte[] PURPOSE = "invite_login/2".getBytes(StandardCharsets.US_ASCII);

	private static final int HEADER_BYTES = 1 + SealKey.ID_BYTES;

	private final SealKey newest;

	/** Of all that the newest key seals. */
	private final byte[] newestHeader;

	private final Map<String, SealKey> byId;

	private final Duration maxAge;

	private final InstantSource clock;

	private final SecureRandom random = new SecureRandom();

	private final JsonMapper mapper = JsonMapper.builder().build();

	/**
	 * Sets the keys.
	 * @param keys at least one, none twice; the first seals
	 * @param maxAge how long a login may take
	 * @param clock the time to judge by
	 */
	public LoginSeal(List<SealKey> keys, Duration maxAge, InstantSource clock) {
		if (keys.isEmpty()) {
			throw new IllegalArgumentException("at least one key is needed");
		}
		this.newest = keys.getFirst();
		this.newestHeader = header(this.newest.id());
		this.byId = keys.stream().collect(Collectors.toUnmodifiableMap(SealKey::id, Function.identity()));
		this.maxAge = maxAge;
		this.clock = clock;
	}

	/**
	 * How long a sealed login can be opened.
	 * @return the age from which on it cannot
	 */
	public Duration maxAge() {
		return this.maxAge;
	}

	/**
	 * Seals a login.
	 * @param attempt the login
	 * @return base64url; each time another text
	 */
	public String seal(LoginAttempt attempt) {
		byte[] iv = new byte[IV_BYTES];
		this.random.nextBytes(iv);
		try {
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, this.newest, this.newestHeader, iv)
				.doFinal(this.mapper.writeValueAsBytes(attempt));
			ByteBuffer all = ByteBuffer.allocate(HEADER_BYTES + IV_BYTES + sealed.length)
				.put(this.newestHeader)
				.put(iv)
				.put(sealed);
			return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JDK has AES-GCM", ex);
		}
	}

	/**
	 * Opens a sealed login.
	 * @param sealed may be anything
	 * @return empty when it was not sealed by one of our keys, was altered, or is too old
	 */
	public Optional<LoginAttempt> open(String sealed) {
		return decode(sealed).flatMap(this::decrypt).filter(this::isFresh);
	}

	private Optional<LoginAttempt> decrypt(ByteBuffer all) {
		if (all.remaining() <= HEADER_BYTES + IV_BYTES || all.get(0) != VERSION) {
			return Optional.empty();
		}
		byte[] header = take(all, HEADER_BYTES);
		byte[] iv = take(all, IV_BYTES);
		byte[] ciphertext = take(all, all.remaining());
		return Optional.ofNullable(this.byId.get(keyId(header))).flatMap((key) -> decrypt(key, header, iv, ciphertext));
	}

	private Optional<LoginAttempt> decrypt(SealKey key, byte[] header, byte[] iv, byte[] ciphertext) {
		try {
			byte[] json = cipher(Cipher.DECRYPT_MODE, key, header, iv).doFinal(ciphertext);
			return Optional.of(this.mapper.readValue(json, LoginAttempt.class));
		}
		catch (GeneralSecurityException | JacksonException _) {
			// Altered; or sealed by a version of ours with other fields.
			return Optional.empty();
		}
	}

	private boolean isFresh(LoginAttempt attempt) {
		return this.clock.instant().isBefore(attempt.startedAt().plus(this.maxAge));
	}

	private static byte[] header(String keyId) {
		return ByteBuffer.allocate(HEADER_BYTES).put(VERSION).put(Base64.getUrlDecoder().decode(keyId)).array();
	}

	private static String keyId(byte[] header) {
		byte[] id = Arrays.copyOfRange(header, 1, header.length);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
	}

	private static byte[] take(ByteBuffer all, int count) {
		byte[] bytes = new byte[count];
		all.get(bytes);
		return bytes;
	}

	private static Cipher cipher(int mode, SealKey key, byte[] header, byte[] iv) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, iv));
		cipher.updateAAD(PURPOSE);
		cipher.updateAAD(header);
		return cipher;
	}

	private static Optional<ByteBuffer> decode(String sealed) {
		try {
			return Optional.of(ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed)));
		}
		catch (IllegalArgumentException _) {
			return Optional.empty();
		}
	}

}
