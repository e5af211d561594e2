package dev.missioncontrol.invite.api.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The scopes of a token: {@code scope} (RFC 9068 section 2.2.3), and {@code permissions},
 * where Auth0 puts what its role-based access control grants.
 */
final class ScopesConverter implements Converter<Jwt, Collection<GrantedAuthority>> {

	@Override
	public Collection<GrantedAuthority> convert(Jwt token) {
		return Stream.concat(values(token.getClaims().get("scope")), values(token.getClaims().get("permissions")))
			.distinct()
			.<GrantedAuthority>map(SimpleGrantedAuthority::new)
			.toList();
	}

	private static Stream<String> values(@Nullable Object claim) {
		return switch (claim) {
			case String text -> Arrays.stream(text.split(" ")).filter((value) -> !value.isEmpty());
			case Collection<?> list -> list.stream()
				.filter(String.class::isInstance)
				.map(String.class::cast)
				.filter((value) -> !value.isEmpty());
			case null, default -> Stream.empty();
		};
	}

}
