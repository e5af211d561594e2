package dev.missioncontrol.invite.event;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ClaimTokenTest {

	private static final ClaimToken TOKEN = ClaimToken.of(EventFixture.invite(2), "https://issuer.example",
			"https://claim.example");

	@Test
	void takesEveryClaimFromTheCommand() {
		assertThat(TOKEN.toClaims()).containsExactly(Map.entry("iss", "https://issuer.example"),
				Map.entry("aud", "https://claim.example"), Map.entry("jti", EventFixture.ID.toString()),
				Map.entry("gen", 2), Map.entry("iat", 1795256130L), Map.entry("exp", 1795342530L),
				Map.entry("email", "grace@example.com"), Map.entry("organization", "acme"),
				Map.entry("roles", List.of("read", "write")));
	}

	@Test
	void readsBackWhatItWrote() {
		assertThat(ClaimToken.fromClaims(TOKEN.toClaims())).isEqualTo(TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "iss", "aud", "jti", "gen", "iat", "exp", "email", "organization", "roles" })
	void refusesAMissingClaim(String claim) {
		Map<String, Object> claims = new HashMap<>(TOKEN.toClaims());
		claims.remove(claim);
		assertThatIllegalArgumentException().isThrownBy(() -> ClaimToken.fromClaims(claims))
			.withMessageContaining(claim);
	}

	@ParameterizedTest
	@MethodSource
	void refusesAClaimOfTheWrongType(String claim, Object value) {
		Map<String, Object> claims = new HashMap<>(TOKEN.toClaims());
		claims.put(claim, value);
		assertThatIllegalArgumentException().isThrownBy(() -> ClaimToken.fromClaims(claims));
	}

	static Stream<Arguments> refusesAClaimOfTheWrongType() {
		return Stream.of(Arguments.of("iss", 1), Arguments.of("aud", List.of("a", "b")), Arguments.of("jti", "1"),
				Arguments.of("gen", "1"), Arguments.of("gen", 0), Arguments.of("gen", 1.5),
				Arguments.of("gen", Long.MAX_VALUE), Arguments.of("gen", Long.MIN_VALUE),
				Arguments.of("exp", Long.MAX_VALUE), Arguments.of("iat", Long.MIN_VALUE),
				Arguments.of("exp", new BigInteger("99999999999999999999")), Arguments.of("exp", "now"),
				Arguments.of("exp", 1.5), Arguments.of("email", "nobody"), Arguments.of("roles", "read"),
				Arguments.of("roles", List.of()), Arguments.of("roles", List.of(1)),
				Arguments.of("organization", true));
	}

}
