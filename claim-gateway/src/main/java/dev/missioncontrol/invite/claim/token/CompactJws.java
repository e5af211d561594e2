package dev.missioncontrol.invite.claim.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The three parts of a JWS in compact form (RFC 7515 section 3.1). Each part has exactly
 * one accepted spelling, so that a link cannot be altered without being refused.
 */
final class CompactJws {

	private final String header;

	private final byte[] payload;

	private final byte[] signature;

	private final byte[] signingInput;

	private CompactJws(String header, String payload, String signature) {
		this.header = header;
		this.payload = decode(payload);
		this.signature = decode(signature);
		this.signingInput = (header + "." + payload).getBytes(StandardCharsets.US_ASCII);
	}

	static CompactJws parse(String compact) {
		String[] parts = compact.split("\\.", -1);
		if (parts.length != 3) {
			throw new FlawException(Flaw.NOT_COMPACT);
		}
		return new CompactJws(parts[0], parts[1], parts[2]);
	}

	/** The header as it was spelled. */
	String headerPart() {
		return this.header;
	}

	byte[] header() {
		return decode(this.header);
	}

	byte[] payload() {
		return this.payload;
	}

	byte[] signature() {
		return this.signature;
	}

	byte[] signingInput() {
		return this.signingInput;
	}

	private static byte[] decode(String part) {
		byte[] decoded;
		try {
			decoded = Base64.getUrlDecoder().decode(part);
		}
		catch (IllegalArgumentException ex) {
			throw new FlawException(Flaw.ENCODING);
		}
		// The JDK's decoder takes padding and ignores the unused bits of the last
		// character.
		if (!Base64.getUrlEncoder().withoutPadding().encodeToString(decoded).equals(part)) {
			throw new FlawException(Flaw.ENCODING);
		}
		return decoded;
	}

}
