package dev.missioncontrol.invite.claim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.RsaKeys;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs whatever a test wants signed, good or bad, byte by byte.
 *
 * @param keys the signer's keys
 */
public record ClaimTokens(RsaKeys keys) {

	/** {@code iss} of good tokens. */
	public static final String ISSUER = "https://issuer.example.com";

	/** {@code aud} of good tokens. */
	public static final String AUDIENCE = "https://audience.example.com";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * A good token.
	 * @param invite what it is about
	 * @return compact form
	 */
	public String sign(Invite invite) {
		return sign(header(), claims(invite));
	}

	/**
	 * The claims of a good token, to be changed.
	 * @param invite what it is about
	 * @return a mutable map
	 */
	public static Map<String, Object> claims(Invite invite) {
		return new LinkedHashMap<>(ClaimToken.of(invite, ISSUER, AUDIENCE).toClaims());
	}

	/**
	 * The header of a good token, to be changed.
	 * @return a mutable map
	 */
	public Map<String, Object> header() {
		Map<String, Object> header = new LinkedHashMap<>();
		header.put("alg", "RS256");
		header.put("typ", "invite+jwt");
		header.put("kid", this.keys.keyId());
		return header;
	}

	/**
	 * Signs with RS256, whatever the header says.
	 * @param header members of the header
	 * @param claims members of the payload
	 * @return compact form
	 */
	public String sign(Map<String, Object> header, Map<String, Object> claims) {
		return sign(JSON.writeValueAsString(header), JSON.writeValueAsString(claims));
	}

	/**
	 * Signs with RS256, whatever the header says.
	 * @param header text of the header
	 * @param payload text of the payload
	 * @return compact form
	 */
	public String sign(String header, String payload) {
		return signed(base64(header) + "." + base64(payload));
	}

	/**
	 * Signs with RS256, whatever it is.
	 * @param input the first two parts, as they are
	 * @return compact form
	 */
	public String signed(String input) {
		try {
			Signature signer = Signature.getInstance("SHA256withRSA");
			signer.initSign(this.keys.pair().getPrivate());
			signer.update(input.getBytes(StandardCharsets.US_ASCII));
			return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A part of a token.
	 * @param text its text
	 * @return base64url without padding
	 */
	public static String base64(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
