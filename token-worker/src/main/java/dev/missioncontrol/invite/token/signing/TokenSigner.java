package dev.missioncontrol.invite.token.signing;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.token.keys.SigningKey;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes claims as a JWS (RFC 7515) in compact form. RS256 is deterministic (RFC 8017
 * section 8.2) and the JSON is written here in a fixed order, so that equal claims give
 * equal bytes in every process. Safe for use by several threads.
 */
public final class TokenSigner {

	private static final JsonMapper JSON = JsonMapper.builder()
		.disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.disable(SerializationFeature.INDENT_OUTPUT)
		.build();

	private final String keyId;

	private final JWSHeader header;

	private final JWSSigner signer;

	/**
	 * Prepares a key.
	 * @param key the key that signs
	 * @param crypto the implementation of RSA
	 */
	public TokenSigner(SigningKey key, RsaCrypto crypto) {
		this.keyId = key.keyId();
		this.header = header(key.keyId());
		RSASSASigner signer = new RSASSASigner(crypto.prepare(key));
		signer.getJCAContext().setProvider(crypto.provider());
		this.signer = signer;
	}

	/**
	 * Name of the key that signs.
	 * @return {@code kid}
	 */
	public String keyId() {
		return this.keyId;
	}

	/**
	 * Signs.
	 * @param claims what the token says
	 * @return the token, secret
	 * @throws IllegalStateException when the implementation of RSA fails, which says
	 * nothing about the claims
	 */
	public String sign(ClaimToken claims) {
		JWSObject token = new JWSObject(this.header, new Payload(JSON.writeValueAsBytes(claims.toClaims())));
		try {
			token.sign(this.signer);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("signing failed", ex);
		}
		return token.serialize();
	}

	/**
	 * Parsed from its final bytes, for the library's own writer does not fix an order.
	 */
	private static JWSHeader header(String keyId) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("alg", ClaimToken.ALGORITHM);
		parameters.put("typ", ClaimToken.TYPE);
		parameters.put("kid", keyId);
		try {
			return JWSHeader
				.parse(Base64URL.encode(JSON.writeValueAsString(parameters).getBytes(StandardCharsets.UTF_8)));
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
