package dev.missioncontrol.invite.segment.delivery;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackoffTest {

	private final Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), Duration.ZERO,
			Duration.ofMinutes(5));

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 2", "3, 4", "5, 16", "6, 30", "1000, 30" })
	void doublesUpToItsEnd(int failures, int seconds) {
		assertThat(this.backoff.after(failures, new Random(1))).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@CsvSource({ "5, 1, 1", "5, 1000, 5", "60, 1000, 30" })
	void canHaveAnEarlierEnd(int end, int failures, int seconds) {
		assertThat(this.backoff.noLongerThan(Duration.ofSeconds(end)).after(failures, new Random(1)))
			.isEqualTo(Duration.ofSeconds(seconds));
	}

	@Test
	void neverEndsBeforeTheFirstWait() {
		assertThat(this.backoff.noLongerThan(Duration.ofMillis(1)).after(7, new Random(1)))
			.isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void takesAtMostTheJitterAway() {
		Backoff jittery = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), Duration.ofMillis(250),
				Duration.ofMinutes(5));
		Random random = new Random(1);
		assertThat(IntStream.range(0, 200).mapToObj((i) -> jittery.after(3, random)))
			.allMatch((wait) -> wait.toMillis() >= 3750 && wait.toMillis() <= 4000)
			.hasSize(200);
	}

	@Test
	void hearsWhatTheOtherSideAsksUpToALimit() {
		assertThat(this.backoff.heard(Duration.ofMinutes(4))).isEqualTo(Duration.ofMinutes(4));
		assertThat(this.backoff.heard(Duration.ofHours(4))).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void refusesWaitsThatMakeNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ofSeconds(1), 0.5,
				Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(5)));
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ofSeconds(1), 2,
				Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(5)));
	}

}
