package dev.missioncontrol.invite.claim.web;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.missioncontrol.invite.claim.keys.KeyRing;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The public keys that links are verified with, as a JWK set (RFC 7517).
 */
final class KeySetHandler {

	private final KeyRing keys;

	private final Duration maxAge;

	KeySetHandler(KeyRing keys, Duration maxAge) {
		this.keys = keys;
		this.maxAge = maxAge;
	}

	Mono<ServerResponse> keys(ServerRequest request) {
		List<JWK> jwks = this.keys.keys().byId().entrySet().stream().map(KeySetHandler::jwk).toList();
		CacheControl caching = CacheControl.maxAge(this.maxAge).cachePublic();
		String set = new JWKSet(jwks).toString();
		String tag = tag(jwks);
		return request.checkNotModified(tag)
			.flatMap((_) -> ServerResponse.status(HttpStatus.NOT_MODIFIED).eTag(tag).cacheControl(caching).build())
			.switchIfEmpty(ServerResponse.ok()
				.eTag(tag)
				.cacheControl(caching)
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(set));
	}

	/** The names are hashes of the keys, so equal names are equal sets. */
	private static String tag(List<JWK> jwks) {
		return jwks.stream().map(JWK::getKeyID).collect(Collectors.joining(".", "\"", "\""));
	}

	private static JWK jwk(Map.Entry<String, RSAPublicKey> key) {
		return new RSAKey.Builder(key.getValue()).keyID(key.getKey())
			.keyUse(KeyUse.SIGNATURE)
			.algorithm(JWSAlgorithm.RS256)
			.build();
	}

}
