package dev.missioncontrol.invite.claim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.missioncontrol.invite.test.RsaKeys;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A tenant that lets in whom the test says. It checks what Auth0 checks: each code works
 * once, for its client and redirect address, and with the verifier of its challenge.
 */
final class Auth0Double implements AutoCloseable {

	static final String CLIENT_ID = "client-1";

	private final RsaKeys keys = RsaKeys.generate(2048);

	private final Map<String, Prepared> codes = new ConcurrentHashMap<>();

	private final DisposableServer server;

	Auth0Double() {
		this.server = HttpServer.create()
			.host("localhost")
			.port(0)
			.route((routes) -> routes.post("/oauth/token", this::token)
				.get("/.well-known/jwks.json", (_, response) -> json(response, 200, jwks())))
			.bindNow();
	}

	String domain() {
		return "http://localhost:" + this.server.port();
	}

	/** Claims of a good ID token for this login, to be changed. */
	Map<String, Object> claims(Query authorize, String email) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", domain() + "/");
		claims.put("aud", CLIENT_ID);
		claims.put("sub", "auth0|" + email);
		claims.put("iat", Instant.now());
		claims.put("exp", Instant.now().plusSeconds(3600));
		claims.put("nonce", authorize.get("nonce"));
		claims.put("email", email);
		claims.put("email_verified", true);
		return claims;
	}

	/** A code that gives an ID token with these claims. */
	String code(Query authorize, Map<String, Object> claims) {
		return code(authorize, claims, this.keys);
	}

	String code(Query authorize, Map<String, Object> claims, RsaKeys signer) {
		return prepare(authorize, 200,
				"{\"token_type\":\"Bearer\",\"access_token\":\"x\",\"id_token\":\"" + sign(claims, signer) + "\"}");
	}

	/** A code that takes some time. */
	String slowCode(Query authorize, Map<String, Object> claims, Duration delay) {
		return prepare(authorize, 200,
				"{\"token_type\":\"Bearer\",\"access_token\":\"x\",\"id_token\":\"" + sign(claims, this.keys) + "\"}",
				delay);
	}

	/** Whether somebody has come with a code. */
	boolean isAsked(String code) {
		return !this.codes.containsKey(code);
	}

	/** A code that gives this answer. */
	String prepare(Query authorize, int status, String body) {
		return prepare(authorize, status, body, Duration.ZERO);
	}

	String prepare(Query authorize, int status, String body, Duration delay) {
		String code = UUID.randomUUID().toString();
		this.codes.put(code,
				new Prepared(authorize.get("code_challenge"), authorize.get("redirect_uri"), status, body, delay));
		return code;
	}

	/** Whether nobody has tried to redeem this code. */
	boolean holds(String code) {
		return this.codes.containsKey(code);
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	private Mono<Void> token(HttpServerRequest request, HttpServerResponse response) {
		return request.receive().aggregate().asString().flatMap((json) -> {
			Map<String, String> form = Query.json(json);
			Prepared prepared = this.codes.remove(form.getOrDefault("code", ""));
			if (prepared == null || !CLIENT_ID.equals(form.get("client_id"))
					|| !prepared.redirectUri().equals(form.get("redirect_uri"))
					|| !prepared.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
				return json(response, 403, "{\"error\":\"invalid_grant\",\"error_description\":\"no\"}");
			}
			return Mono.delay(prepared.delay()).then(json(response, prepared.status(), prepared.body()));
		});
	}

	private String jwks() {
		RSAKey key = new RSAKey.Builder(this.keys.jwk().toPublicJWK()).keyID(this.keys.keyId()).build();
		return new JWKSet(key).toString();
	}

	private static Mono<Void> json(HttpServerResponse response, int status, String body) {
		return response.status(status).header("Content-Type", "application/json").sendString(Mono.just(body)).then();
	}

	private String sign(Map<String, Object> claims, RsaKeys signer) {
		try {
			JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
			claims.forEach((name, value) -> set.claim(name, (value instanceof Instant at) ? Date.from(at) : value));
			SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.keys.keyId()).build(),
					set.build());
			jwt.sign(new RSASSASigner(signer.pair().getPrivate()));
			return jwt.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String challenge(String verifier) {
		try {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What a code gives. */
	private record Prepared(String challenge, String redirectUri, int status, String body, Duration delay) {
	}

}
