package dev.missioncontrol.invite.api.security;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Checks access tokens: RS256 only, by the issuer's keys, which are fetched when the
 * first token comes, so that a service starts while its issuer is down.
 */
final class IssuerJwtDecoder implements ReactiveJwtDecoder {

	private static final ParameterizedTypeReference<Map<String, Object>> JSON_OBJECT = new ParameterizedTypeReference<>() {
	};

	private final WebClient client;

	private final Mono<ReactiveJwtDecoder> decoder;

	IssuerJwtDecoder(SecuritySettings settings, ReactorResourceFactory resources) {
		HttpClient http = HttpClient.create(resources.getConnectionProvider())
			.runOn(resources.getLoopResources())
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.connectTimeout().toMillis()))
			.responseTimeout(settings.responseTimeout());
		this.client = WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
		Duration forever = Duration.ofMillis(Long.MAX_VALUE);
		// A failed discovery is not remembered: the next token tries again.
		this.decoder = keys(settings).map((keys) -> decoder(keys, settings))
			.cache((_) -> forever, (_) -> Duration.ZERO, () -> Duration.ZERO);
	}

	@Override
	public Mono<Jwt> decode(String token) {
		return this.decoder.flatMap((ready) -> ready.decode(token));
	}

	private ReactiveJwtDecoder decoder(URI keys, SecuritySettings settings) {
		NimbusReactiveJwtDecoder nimbus = NimbusReactiveJwtDecoder.withJwkSetUri(keys.toString())
			.jwsAlgorithm(SignatureAlgorithm.RS256)
			.validateType(false)
			.webClient(this.client)
			.build();
		JwtTimestampValidator timestamps = new JwtTimestampValidator(settings.clockSkew());
		timestamps.setAllowEmptyExpiryClaim(false);
		// Access tokens by RFC 9068, and those that say JWT or nothing. Never a claim
		// token.
		JwtTypeValidator types = new JwtTypeValidator("at+jwt", "application/at+jwt", "JWT");
		types.setAllowEmpty(true);
		nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(types, timestamps,
				new JwtIssuerValidator(settings.issuer().toString()), new JwtAudienceValidator(settings.audience())));
		return nimbus;
	}

	private Mono<URI> keys(SecuritySettings settings) {
		URI configured = settings.jwkSetUri();
		return (configured != null) ? Mono.just(configured) : discover(settings.issuer().toString());
	}

	/** OpenID Connect Discovery 1.0 section 4. */
	private Mono<URI> discover(String issuer) {
		String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
		return this.client.get()
			.uri(URI.create(base + "/.well-known/openid-configuration"))
			.retrieve()
			.bodyToMono(JSON_OBJECT)
			.map((configuration) -> jwkSetUri(configuration, issuer))
			.onErrorMap((ex) -> !(ex instanceof JwtException),
					(ex) -> new JwtException("the issuer's configuration cannot be fetched", ex));
	}

	private static URI jwkSetUri(Map<String, Object> configuration, String issuer) {
		if (!issuer.equals(configuration.get("issuer"))
				|| !(configuration.get("jwks_uri") instanceof String jwkSetUri)) {
			throw new JwtException("the issuer's configuration is not its own or names no keys");
		}
		return URI.create(jwkSetUri);
	}

}
