package dev.missioncontrol.invite.claim.token;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.missioncontrol.invite.claim.ClaimTokens;
import dev.missioncontrol.invite.claim.keys.PublicKeys;
import dev.missioncontrol.invite.test.RsaKeys;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all of a verification costs beside its RSA. Measures only when asked to, on a
 * quiet machine: {@code mvn -B test -pl claim-gateway -am -Dtest=VerificationCostTest
 * -Dinvite.measure=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "invite.measure", matches = "true")
class VerificationCostTest {

	private static final Logger logger = LoggerFactory.getLogger(VerificationCostTest.class);

	private static final int ROUNDS = 30;

	private static final int PER_ROUND = 1_000;

	@ParameterizedTest
	@ValueSource(ints = { 2048, 3072 })
	void addsLittleToRsa(int bits) {
		ClaimTokens tokens = new ClaimTokens(RsaKeys.generate(bits));
		PublicKeys keys = PublicKeys.of(List.of(Target.publicKey(tokens)));
		VerifyingClaimToken verifying = new VerifyingClaimToken(
				new TokenRules(ClaimTokens.ISSUER, ClaimTokens.AUDIENCE, Duration.ZERO), () -> keys,
				InstantSource.fixed(Target.NOW));
		String token = tokens.sign(Target.INVITE);
		CompactJws jws = CompactJws.parse(token);
		long[] full = new long[ROUNDS];
		long[] ours = new long[ROUNDS];
		long[] theirs = new long[ROUNDS];
		for (int i = 0; i < ROUNDS; i++) {
			full[i] = nanos(() -> verifying.verify(token) instanceof Verification.Valid);
			ours[i] = nanos(() -> Rs256.isSigned(jws.signingInput(), jws.signature(), Target.publicKey(tokens)));
			theirs[i] = nanos(() -> jdk(jws, tokens));
		}
		logger.info("RSA-{}: verification {} ns, bare RSA {} ns (+{} %), bare RSA by the JDK's Signature {} ns (+{} %)",
				bits, median(full), median(ours), percent(full, ours), median(theirs), percent(full, theirs));
		assertThat(median(full)).isLessThan(2 * median(ours));
	}

	private static boolean jdk(CompactJws jws, ClaimTokens tokens) {
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initVerify(Target.publicKey(tokens));
			signature.update(jws.signingInput());
			return signature.verify(jws.signature());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static long nanos(BooleanSupplier operation) {
		long start = System.nanoTime();
		int good = 0;
		for (int i = 0; i < PER_ROUND; i++) {
			good += operation.getAsBoolean() ? 1 : 0;
		}
		long took = System.nanoTime() - start;
		assertThat(good).isEqualTo(PER_ROUND);
		return took / PER_ROUND;
	}

	/** Of the second half, when everything is compiled. */
	private static long median(long[] rounds) {
		long[] warm = Arrays.copyOfRange(rounds, rounds.length / 2, rounds.length);
		Arrays.sort(warm);
		return warm[warm.length / 2];
	}

	private static long percent(long[] full, long[] bare) {
		return (median(full) - median(bare)) * 100 / median(bare);
	}

}
