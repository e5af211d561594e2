package dev.missioncontrol.invite.claim.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LoginSealTest {

	private static final Duration MAX_AGE = Duration.ofMinutes(15);

	private final SealKey key = SealKey.random();

	private final LoginSeal seal = seal(Instant.now(), this.key);

	private final LoginAttempt attempt = Logins.started(InviteFixture.anInvite().build());

	@Test
	void opensWhatItSealed() {
		assertThat(this.seal.open(this.seal.seal(this.attempt))).contains(this.attempt);
	}

	@Test
	void neverSealsTheSameWay() {
		assertThat(this.seal.seal(this.attempt)).isNotEqualTo(this.seal.seal(this.attempt));
	}

	@Test
	void refusesEveryChangedByte() {
		byte[] sealed = Base64.getUrlDecoder().decode(this.seal.seal(this.attempt));
		for (int i = 0; i < sealed.length; i++) {
			sealed[i] ^= 1;
			assertThat(this.seal.open(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))).as("byte %d", i)
				.isEmpty();
			sealed[i] ^= 1;
		}
	}

	@Test
	void refusesAnotherKey() {
		assertThat(seal(Instant.now(), SealKey.random()).open(this.seal.seal(this.attempt))).isEmpty();
	}

	@Test
	void namesTheKeyThatSealed() {
		SealKey next = SealKey.random();
		assertThat(Base64.getUrlDecoder().decode(this.seal.seal(this.attempt)))
			.containsSequence(Base64.getUrlDecoder().decode(this.key.id()));
		assertThat(Base64.getUrlDecoder().decode(seal(Instant.now(), next, this.key).seal(this.attempt)))
			.containsSequence(Base64.getUrlDecoder().decode(next.id()));
	}

	@Test
	void refusesTheNameOfAnotherKey() {
		SealKey next = SealKey.random();
		byte[] sealed = Base64.getUrlDecoder().decode(this.seal.seal(this.attempt));
		System.arraycopy(Base64.getUrlDecoder().decode(next.id()), 0, sealed, 1, 6);
		assertThat(seal(Instant.now(), next, this.key)
			.open(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))).isEmpty();
	}

	@Test
	void keepsNothingToFinishAReturnedLoginWith() {
		LoginAttempt returned = this.seal.open(this.seal.seal(this.attempt.returned())).orElseThrow();
		assertThat(returned.hasReturned()).isTrue();
		assertThat(this.attempt.hasReturned()).isFalse();
		assertThat(returned.verifier() + returned.nonce()).isEmpty();
		assertThat(returned.token()).isEqualTo(this.attempt.token());
	}

	@Test
	void opensWithEarlierKeys() {
		LoginSeal rotated = seal(Instant.now(), SealKey.random(), this.key);
		assertThat(rotated.open(this.seal.seal(this.attempt))).contains(this.attempt);
		assertThat(this.seal.open(rotated.seal(this.attempt))).isEmpty();
	}

	@Test
	void refusesLoginsThatTookTooLong() {
		String sealed = this.seal.seal(this.attempt);
		Instant end = this.attempt.startedAt().plus(MAX_AGE);
		assertThat(seal(end.minusNanos(1), this.key).open(sealed)).isPresent();
		assertThat(seal(end, this.key).open(sealed)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A", "AQ", "!!!", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void refusesGarbage(String garbage) {
		assertThat(this.seal.open(garbage)).isEmpty();
	}

	@Test
	void fitsIntoACookieWithTheLongestToken() {
		ClaimToken token = ClaimToken.of(InviteFixture.anInvite()
			.email("x".repeat(64) + "@" + "y".repeat(60) + ".example." + "z".repeat(60) + ".com")
			.build(), "iss", "aud");
		LoginAttempt longest = LoginAttempt.start(token, "t".repeat(ClaimToken.MAX_LENGTH), Instant.now());
		assertThat(this.seal.seal(longest).length()).isLessThan(3900);
	}

	@Test
	void readsKeysOf32BytesOnly() {
		assertThat(SealKey.parse(Base64.getEncoder().encodeToString(this.key.key().getEncoded()))).isEqualTo(this.key);
		assertThatIllegalArgumentException().isThrownBy(() -> SealKey.parse("AAAA")).withMessageContaining("3 bytes");
		assertThatIllegalArgumentException().isThrownBy(() -> SealKey.parse("se cret"))
			.withMessageNotContaining("cret");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> new LoginSeal(List.of(), MAX_AGE, InstantSource.system()));
	}

	private static LoginSeal seal(Instant now, SealKey... keys) {
		return new LoginSeal(List.of(keys), MAX_AGE, InstantSource.fixed(now));
	}

}
