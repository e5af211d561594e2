package dev.missioncontrol.invite.claim.token;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.missioncontrol.invite.claim.Fuzz;
import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No mutation of a token is ever accepted, and none makes the verifier throw. All of it:
 * {@code mvn -B verify -pl claim-gateway -am -Dinvite.fuzz.count=1000000
 * -Dtest=TokenFuzzTest -Dit.test=UrlFuzzIT -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
class TokenFuzzTest {

	private static final int USUALLY = 20_000;

	@Test
	@Timeout(value = 10, unit = TimeUnit.MINUTES)
	void acceptsNoMutation() {
		Mutations mutations = new Mutations(good(), Target.OURS, Target.FOREIGN);
		VerifyingClaimToken verifying = Target.verifier();
		Map<Flaw, Integer> flaws = new EnumMap<>(Flaw.class);
		int[] untouched = new int[1];
		int[] aliases = new int[1];
		Fuzz fuzz = Fuzz.of(USUALLY, 1);
		fuzz.run((random, _) -> {
			String token = mutations.next(random);
			Verification verification = verifying.verify(token);
			if (mutations.isGood(token)) {
				assertThat(verification).isInstanceOf(Verification.Valid.class);
				untouched[0]++;
			}
			else if (verification instanceof Verification.Invalid(var flaw)) {
				flaws.merge(flaw, 1, Integer::sum);
				aliases[0] += mutations.isAlias(token) ? 1 : 0;
			}
			else {
				throw new AssertionError("accepted " + token);
			}
		});
		fuzz.report("Tokens", flaws + ", of these other spellings of good ones " + aliases[0]
				+ "; came out unchanged, accepted: " + untouched[0]);
		assertThat(flaws).containsKeys(Flaw.ENCODING, Flaw.SIGNATURE, Flaw.KEY, Flaw.ALGORITHM, Flaw.HEADER,
				Flaw.NOT_COMPACT);
		// One spelling only: these held the same bytes as a good token.
		assertThat(aliases[0]).isPositive();
	}

	private static List<String> good() {
		return Stream.of("grace@example.com", "a@example.com", "somebody.with.a.long.address@mail.example.com")
			.map((email) -> InviteFixture.anInvite().requestedAt(Target.NOW).email(email).build())
			.map(Target.OURS::sign)
			.toList();
	}

}
