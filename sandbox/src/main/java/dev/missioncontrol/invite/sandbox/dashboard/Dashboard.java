package dev.missioncontrol.invite.sandbox.dashboard;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.missioncontrol.invite.sandbox.part.Answer;
import dev.missioncontrol.invite.sandbox.part.KeyFile;
import dev.missioncontrol.invite.sandbox.part.LoopbackServer;
import dev.missioncontrol.invite.sandbox.part.Page;

/**
 * The dashboard of the sandbox: a page where accepted people land, and the issuer of
 * access tokens for admins and for ops (OpenID Connect Discovery 1.0). It needs no Node.
 */
public final class Dashboard implements AutoCloseable {

	/** Audience of the tokens: the invite API. */
	public static final String API_AUDIENCE = "https://api.missioncontrol.dev";

	private static final String JWKS_PATH = "/.well-known/jwks.json";

	private final RSAKey key;

	private final InstantSource clock;

	private final LoopbackServer server;

	private Dashboard(int port, RSAKey key, InstantSource clock) {
		this.key = key;
		this.clock = clock;
		this.server = LoopbackServer.builder()
			.get("/", (_) -> landing())
			.get("/token", (_) -> Answer.text(200, adminToken() + "\n"))
			.get("/token/ops", (_) -> Answer.text(200, opsToken() + "\n"))
			.get(JWKS_PATH, (_) -> Answer.json(200, new JWKSet(this.key.toPublicJWK()).toJSONObject()))
			.get("/.well-known/openid-configuration", (_) -> Answer.json(200, discovery()))
			.start(port);
	}

	/**
	 * Starts it.
	 * @param port port of the loopback address; 0 for any
	 * @param keyFile where its signing key is kept, so that tokens outlive a restart
	 * @param clock the time to issue tokens by
	 * @return the running dashboard
	 */
	public static Dashboard start(int port, Path keyFile, InstantSource clock) {
		KeyPair pair = KeyFile.readOrMake(keyFile);
		try {
			RSAKey key = new RSAKey.Builder((RSAPublicKey) pair.getPublic()).privateKey(pair.getPrivate())
				.keyUse(KeyUse.SIGNATURE)
				.algorithm(JWSAlgorithm.RS256)
				.keyIDFromThumbprint()
				.build();
			return new Dashboard(port, key, clock);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The address of its landing page, which is its issuer name, too.
	 * @return such as {@code http://localhost:8085/}
	 */
	public String url() {
		return "http://localhost:" + this.server.port() + "/";
	}

	/**
	 * Where its public key is.
	 * @return address of a JWK set (RFC 7517 section 5)
	 */
	public String jwkSetUri() {
		return "http://localhost:" + this.server.port() + JWKS_PATH;
	}

	/**
	 * A fresh access token of an admin.
	 * @return a JWT in compact form, good for 12 hours
	 */
	public String adminToken() {
		return new AccessTokens(this.key, url(), this.clock).admin();
	}

	/**
	 * A fresh access token of ops.
	 * @return a JWT in compact form, good for 12 hours
	 */
	public String opsToken() {
		return new AccessTokens(this.key, url(), this.clock).ops();
	}

	@Override
	public void close() {
		this.server.close();
	}

	private static Answer landing() {
		return Answer.page(200, new Page("Dashboard", "<p>You are in: the invite was accepted.</p>"));
	}

	private Map<String, Object> discovery() {
		return Map.of("issuer", url(), "jwks_uri", jwkSetUri(), "response_types_supported", List.of("token"),
				"subject_types_supported", List.of("public"), "id_token_signing_alg_values_supported",
				List.of("RS256"));
	}

}
