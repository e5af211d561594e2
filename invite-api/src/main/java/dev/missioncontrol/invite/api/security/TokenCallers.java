package dev.missioncontrol.invite.api.security;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Operator;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Role;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * The caller by the bearer token of the request.
 */
@Component
class TokenCallers implements Callers {

	private static final int MAX_SUBJECT = 255;

	private final SecuritySettings settings;

	TokenCallers(SecuritySettings settings) {
		this.settings = settings;
	}

	@Override
	public Mono<Caller> allowedTo(Scope scope) {
		return token()
			.map((token) -> new Caller(subject(token, scope), organization(token.getToken()), roles(token.getToken())));
	}

	@Override
	public Mono<Instant> allowedUntil() {
		return token().mapNotNull((token) -> token.getToken().getExpiresAt())
			.map((expiry) -> expiry.plus(this.settings.clockSkew()))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("a token without exp was taken")));
	}

	@Override
	public Mono<Operator> operatorAllowedTo(Scope scope) {
		return token().map((token) -> new Operator(subject(token, scope)));
	}

	private static Mono<JwtAuthenticationToken> token() {
		return ReactiveSecurityContextHolder.getContext()
			.mapNotNull(SecurityContext::getAuthentication)
			.ofType(JwtAuthenticationToken.class)
			.switchIfEmpty(Mono.error(() -> refusal(ProblemCode.AUTHENTICATION_REQUIRED,
					"Send an access token in the Authorization header.")));
	}

	private static String subject(JwtAuthenticationToken token, Scope scope) {
		if (token.getAuthorities().stream().noneMatch((held) -> scope.value().equals(held.getAuthority()))) {
			throw refusal(ProblemCode.INSUFFICIENT_SCOPE, "This needs the scope " + scope.value() + ".");
		}
		String subject = text(token.getToken(), "sub");
		if (subject == null || subject.length() > MAX_SUBJECT
				|| subject.codePoints().anyMatch(Character::isISOControl)) {
			throw refusal(ProblemCode.INVALID_TOKEN, "The token has no usable sub claim.");
		}
		return subject;
	}

	private Organization organization(Jwt token) {
		String id = text(token, this.settings.organizationClaim());
		String name = text(token, this.settings.organizationNameClaim());
		try {
			if (id != null) {
				return new Organization(id, (name != null) ? name : id);
			}
		}
		catch (IllegalArgumentException ex) {
			throw refusal(ProblemCode.ORGANIZATION_MISSING, "The token's organization is malformed.");
		}
		throw refusal(ProblemCode.ORGANIZATION_MISSING,
				"The token lacks the claim " + this.settings.organizationClaim() + ".");
	}

	/** What is not the name of a role gives no right to anything. */
	private Set<Role> roles(Jwt token) {
		Object claim = token.getClaims().get(this.settings.rolesClaim());
		Stream<?> names = switch (claim) {
			case null -> this.settings.assumedRoles().stream();
			case Collection<?> list -> list.stream();
			case String text -> Arrays.stream(text.split(" "));
			default -> Stream.empty();
		};
		return names.flatMap(TokenCallers::role).collect(Collectors.toSet());
	}

	private static Stream<Role> role(@Nullable Object name) {
		try {
			return (name instanceof String text) ? Stream.of(new Role(text)) : Stream.empty();
		}
		catch (IllegalArgumentException ex) {
			return Stream.empty();
		}
	}

	private static @Nullable String text(Jwt token, String claim) {
		return (token.getClaims().get(claim) instanceof String text && !text.isBlank()) ? text : null;
	}

	private static ProblemException refusal(ProblemCode code, String detail) {
		return new ProblemException(Problem.of(code, detail));
	}

}
