package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.missioncontrol.invite.test.RsaKeys;

/**
 * An issuer of access tokens with a real discovery document and real keys over HTTP.
 */
final class Issuer implements AutoCloseable {

	static final String AUDIENCE = "https://invites.example.com";

	private final RsaKeys keys = RsaKeys.generate(2048);

	private final HttpServer server;

	Issuer() {
		this(0);
	}

	Issuer(int port) {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String jwks = new JWKSet(jwk().toPublicJWK()).toString();
		this.server.createContext("/jwks.json", (exchange) -> answer(exchange, jwks));
		String configuration = "{\"issuer\":\"" + uri() + "\",\"jwks_uri\":\"" + uri() + "jwks.json\"}";
		this.server.createContext("/.well-known/openid-configuration", (exchange) -> answer(exchange, configuration));
		this.server.start();
	}

	String uri() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/";
	}

	String jwkSetUri() {
		return uri() + "jwks.json";
	}

	/** Claims of an admin of acme who may do everything. */
	JWTClaimsSet.Builder admin() {
		return new JWTClaimsSet.Builder().issuer(uri())
			.audience(List.of(AUDIENCE, "https://other.example.com"))
			.subject("auth0|admin")
			.claim("exp", Instant.now().plusSeconds(600).getEpochSecond())
			.claim("scope", "openid create:invites read:invites revoke:invites")
			.claim("https://missioncontrol.dev/roles", List.of("admin"))
			.claim("https://missioncontrol.dev/organization", "acme")
			.claim("https://missioncontrol.dev/organization_name", "Acme Inc.");
	}

	String token() {
		return sign(admin());
	}

	String token(String organization, String scope) {
		return sign(admin().claim("https://missioncontrol.dev/organization", organization).claim("scope", scope));
	}

	/** Claims of an operator, who belongs to no organization. */
	JWTClaimsSet.Builder operator() {
		return new JWTClaimsSet.Builder().issuer(uri())
			.audience(AUDIENCE)
			.subject("auth0|operator")
			.claim("exp", Instant.now().plusSeconds(600).getEpochSecond())
			.claim("scope", "replay:notifications");
	}

	String sign(JWTClaimsSet.Builder claims) {
		return sign(claims, this.keys);
	}

	String sign(JWTClaimsSet.Builder claims, RsaKeys by) {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(),
				claims.build());
		try {
			token.sign(new RSASSASigner(by.pair().getPrivate()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	RSAKey jwk() {
		return new RSAKey.Builder(this.keys.jwk()).keyID("test").build();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private static void answer(HttpExchange exchange, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
