package dev.missioncontrol.invite.api.security;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.web.ProblemWriter;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtGrantedAuthoritiesConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;

/**
 * Which addresses need a token. Which scope an act needs is said where the act is, by
 * asking for its caller.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {

	/** Those of the actuator are on a port of its own, where nothing else is. */
	private static final String[] OPEN = { "/openapi.yaml", "/problems", "/problems/*", "/graphiql",
			"/actuator/health/**", "/actuator/info", "/actuator/metrics/**", "/actuator/prometheus" };

	private final ProblemWriter problems;

	SecurityConfiguration(ProblemWriter problems) {
		this.problems = problems;
	}

	@Bean
	ReactiveJwtDecoder accessTokenDecoder(SecuritySettings settings, ReactorResourceFactory resources) {
		return new IssuerJwtDecoder(settings, resources);
	}

	@Bean
	SecurityWebFilterChain inviteApiSecurity(ServerHttpSecurity http) {
		return http
			// No cookie ever identifies a caller, so there is nothing to forge.
			.csrf(ServerHttpSecurity.CsrfSpec::disable)
			// The walls of invite-http send them, the same in all services.
			.headers(ServerHttpSecurity.HeaderSpec::disable)
			.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
			.formLogin(ServerHttpSecurity.FormLoginSpec::disable)
			.logout(ServerHttpSecurity.LogoutSpec::disable)
			.requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
			.authorizeExchange((exchanges) -> exchanges.pathMatchers(HttpMethod.GET, OPEN)
				.permitAll()
				.anyExchange()
				.authenticated())
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.jwtAuthenticationConverter(authentication()))
				.authenticationEntryPoint(this::refuse)
				.authenticationFailureHandler((filter, ex) -> refuse(filter.getExchange(), ex)))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(this::refuse))
			.build();
	}

	private static Converter<Jwt, Mono<AbstractAuthenticationToken>> authentication() {
		ReactiveJwtAuthenticationConverter converter = new ReactiveJwtAuthenticationConverter();
		converter.setJwtGrantedAuthoritiesConverter(
				new ReactiveJwtGrantedAuthoritiesConverterAdapter(new ScopesConverter()));
		return converter;
	}

	/** A token that cannot be checked for now is not the caller's fault. */
	private Mono<Void> refuse(ServerWebExchange exchange, AuthenticationException failure) {
		return switch (failure) {
			case AuthenticationServiceException fault -> Mono.error(fault);
			case OAuth2AuthenticationException _ -> this.problems.write(exchange, Problem.of(ProblemCode.INVALID_TOKEN,
					"The token is expired, not signed by the issuer, or not meant for this service."));
			default -> this.problems.write(exchange, Problem.of(ProblemCode.AUTHENTICATION_REQUIRED,
					"Send an access token in the Authorization header."));
		};
	}

}
