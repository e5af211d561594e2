package dev.missioncontrol.invite.api.idempotency;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells whether two requests are the same one, without keeping what was in them.
 *
 * @param value SHA-256 in lower-case hex
 */
public record Fingerprint(String value) {

	/**
	 * Starts a fingerprint.
	 * @return takes the parts of a request
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Takes the parts in order; each with its length, so that no two lists of parts look
	 * alike.
	 */
	public static final class Builder {

		private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

		private Builder() {
		}

		/**
		 * Adds a part.
		 * @param part any text
		 * @return this
		 */
		public Builder add(String part) {
			byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
			this.parts.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
			this.parts.writeBytes(bytes);
			return this;
		}

		/**
		 * Ends the fingerprint.
		 * @return the fingerprint of all parts
		 */
		public Fingerprint build() {
			try {
				byte[] digest = MessageDigest.getInstance("SHA-256").digest(this.parts.toByteArray());
				return new Fingerprint(HexFormat.of().formatHex(digest));
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("every Java platform has SHA-256", ex);
			}
		}

	}

}
