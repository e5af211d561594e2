package dev.missioncontrol.invite.claim.token;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** One case per attack; each has to fail for its own reason, not by accident. */
class AttackTest {

	private static final VerifyingClaimToken VERIFYING = Target.verifier();

	@ParameterizedTest(name = "{0}")
	@MethodSource("attacks")
	void refuses(Attack attack) {
		assertThat(VERIFYING.verify(attack.token())).isEqualTo(new Verification.Invalid(attack.flaw()));
	}

	static Stream<Attack> attacks() {
		return Stream.of(HeaderAttacks.all(), SignatureAttacks.all(), SpellingAttacks.all())
			.flatMap((attacks) -> attacks);
	}

	/** Otherwise all of the above could be refused for a mistake of the tests. */
	@Test
	void acceptsWhatTheyAreMadeOf() {
		assertThat(VERIFYING.verify(Target.OURS.sign(Target.INVITE))).isInstanceOf(Verification.Valid.class);
		assertThat(VERIFYING.verify(Target.EXPONENT_3.sign(Target.INVITE))).isInstanceOf(Verification.Valid.class);
		assertThat(SignatureAttacks.good()).isEqualTo(Target.OURS.sign(Target.INVITE));
	}

	@Test
	void triesEveryFlaw() {
		Set<Flaw> tried = attacks().map(Attack::flaw).collect(Collectors.toSet());
		assertThat(tried).containsExactlyInAnyOrder(Flaw.values());
	}

}
