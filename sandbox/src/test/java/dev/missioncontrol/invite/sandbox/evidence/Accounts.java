package dev.missioncontrol.invite.sandbox.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.missioncontrol.invite.sandbox.part.Answer;
import dev.missioncontrol.invite.sandbox.part.LoopbackServer;
import dev.missioncontrol.invite.sandbox.part.Request;
import dev.missioncontrol.invite.test.RsaKeys;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A login provider where one address can have any number of accounts, by as many ways of
 * logging in. The Auth0 stand-in has one for each.
 */
final class Accounts implements AutoCloseable {

	static final String CLIENT_ID = "test-client";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final RsaKeys keys = RsaKeys.generate(2048);

	private final Map<String, String> idTokens = new ConcurrentHashMap<>();

	private final LoopbackServer server = LoopbackServer.builder()
		.get("/.well-known/jwks.json", (_) -> Answer.json(200, new JWKSet(jwk()).toJSONObject()))
		.post("/oauth/token", this::exchange)
		.start(0);

	String domain() {
		return "http://localhost:" + this.server.port();
	}

	/** A code for this login, by an account with a verified address. */
	String code(Map<String, String> login, String account, String email) {
		String code = UUID.randomUUID().toString();
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", domain() + "/");
		claims.put("aud", CLIENT_ID);
		claims.put("sub", account);
		claims.put("iat", Instant.now().getEpochSecond());
		claims.put("exp", Instant.now().plusSeconds(3600).getEpochSecond());
		claims.put("nonce", login.get("nonce"));
		claims.put("email", email);
		claims.put("email_verified", true);
		this.idTokens.put(code,
				Signatures.sign(this.keys, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.keys.keyId()), claims));
		return code;
	}

	@Override
	public void close() {
		this.server.close();
	}

	private RSAKey jwk() {
		return new RSAKey.Builder(this.keys.jwk().toPublicJWK()).keyID(this.keys.keyId()).build();
	}

	private Answer exchange(Request request) throws IOException {
		String body = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
		Map<String, String> fields = JSON.readValue(body, new TypeReference<>() {
		});
		String idToken = this.idTokens.remove(fields.getOrDefault("code", ""));
		return (idToken != null)
				? Answer.json(200, Map.of("token_type", "Bearer", "access_token", "x", "id_token", idToken))
				: Answer.json(403, Map.of("error", "invalid_grant", "error_description", "no"));
	}

}
