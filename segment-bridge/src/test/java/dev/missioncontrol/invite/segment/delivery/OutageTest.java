package dev.missioncontrol.invite.segment.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.segment.delivery.SegmentClient.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OutageTest {

	private static final Instant START = Instant.parse("2026-11-21T10:15:30Z");

	private final HandClock clock = new HandClock(START);

	private final Outage outage = new Outage(backoff(Duration.ZERO), new Random(1), this.clock);

	@Test
	void waitsTwiceAsLongAfterEachFailureUpToTheLongest() {
		for (int seconds : List.of(1, 2, 4, 8, 16, 30, 30, 30)) {
			fail(null);
			assertThat(this.outage.remaining()).isEqualTo(Duration.ofSeconds(seconds));
			this.clock.pass(Duration.ofSeconds(seconds).minusMillis(1));
			assertThat(this.outage.leave()).isEmpty();
			this.clock.pass(Duration.ofMillis(1));
			assertThat(this.outage.remaining()).isZero();
		}
		assertThat(this.outage.state()).get().isEqualTo(new Outage.State(START, 8, "http-503", this.clock.instant()));
	}

	@Test
	void letsOneFindOutWhetherSegmentIsBack() {
		fail(null);
		this.clock.pass(Duration.ofSeconds(1));
		OptionalLong probe = this.outage.leave();
		assertThat(probe).isPresent();
		assertThat(this.outage.leave()).isEmpty();
		assertThat(this.outage.remaining()).isPositive();
		this.outage.heard(probe.getAsLong(), new Answer.Accepted());
		assertThat(this.outage.state()).isEmpty();
		assertThat(this.outage.remaining()).isZero();
		assertThat(this.outage.leave()).isPresent();
	}

	@Test
	void startsAnewWithTheShortestWait() {
		fail(null);
		this.clock.pass(Duration.ofSeconds(1));
		fail(null);
		this.clock.pass(Duration.ofSeconds(2));
		this.outage.heard(this.outage.leave().getAsLong(), new Answer.Refused(400));
		fail(null);
		assertThat(this.outage.remaining()).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.outage.state().orElseThrow().attempts()).isEqualTo(1);
	}

	@Test
	void countsCallsThatWereUnderWayOnce() {
		long first = this.outage.leave().getAsLong();
		long second = this.outage.leave().getAsLong();
		long third = this.outage.leave().getAsLong();
		this.outage.heard(first, new Answer.Unavailable("timeout", null));
		this.outage.heard(second, new Answer.Unavailable("timeout", null));
		assertThat(this.outage.state().orElseThrow().attempts()).isEqualTo(1);
		this.outage.heard(third, new Answer.Accepted());
		assertThat(this.outage.state()).isPresent();
	}

	@Test
	void neverCallsBeforeSegmentWantsIt() {
		fail(Duration.ofSeconds(20));
		assertThat(this.outage.remaining()).isEqualTo(Duration.ofSeconds(20));
		this.clock.pass(Duration.ofSeconds(20));
		fail(Duration.ofMillis(1));
		assertThat(this.outage.remaining()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void hearsALateCallWhenItAsksForMoreTime() {
		long first = this.outage.leave().getAsLong();
		long second = this.outage.leave().getAsLong();
		this.outage.heard(first, new Answer.Unavailable("http-429", null));
		this.outage.heard(second, new Answer.Unavailable("http-429", Duration.ofSeconds(9)));
		assertThat(this.outage.remaining()).isEqualTo(Duration.ofSeconds(9));
	}

	@Test
	void letsEverybodyRestForADifferentTime() {
		assertThat(this.outage.rest()).isZero();
		fail(null);
		List<Duration> rests = IntStream.range(0, 100).mapToObj((i) -> this.outage.rest()).toList();
		assertThat(rests)
			.allSatisfy((rest) -> assertThat(rest).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2)));
		assertThat(rests.stream().distinct().count()).isGreaterThan(80);
	}

	@Test
	void isNotSentAwayForDays() {
		fail(Duration.ofDays(3));
		assertThat(this.outage.remaining()).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void takesSomethingFromAWaitAtRandom() {
		Backoff backoff = backoff(Duration.ofMillis(250));
		Random random = new Random(20261121);
		List<Duration> waits = IntStream.range(0, 1000).mapToObj((i) -> backoff.after(30, random)).toList();
		assertThat(waits)
			.allSatisfy((wait) -> assertThat(wait).isBetween(Duration.ofMillis(29_750), Duration.ofSeconds(30)));
		assertThat(waits.stream().distinct().count()).isGreaterThan(200);
	}

	@Test
	void refusesWaitsThatMakeNoSense() {
		Duration second = Duration.ofSeconds(1);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Backoff(Duration.ZERO, 2, second, Duration.ZERO, second));
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, 0.5, second, Duration.ZERO, second));
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, 2, second, second, second));
	}

	@Test
	void givesUpByTheTimeOfAttemptsNotByTheirNumber() {
		Attempts attempts = Attempts.first(START);
		assertThat(attempts.last(Duration.ofHours(1))).isFalse();
		for (int i = 0; i < 1000; i++) {
			attempts = attempts.again(START.plusSeconds(3599));
		}
		assertThat(attempts.last(Duration.ofHours(1))).isFalse();
		attempts = attempts.again(START.plusSeconds(3600));
		assertThat(attempts).isEqualTo(new Attempts(1002, START, START.plusSeconds(3600)));
		assertThat(attempts.last(Duration.ofHours(1))).isTrue();
	}

	private void fail(@Nullable Duration retryAfter) {
		this.outage.heard(this.outage.leave().getAsLong(), new Answer.Unavailable("http-503", retryAfter));
	}

	private static Backoff backoff(Duration jitter) {
		return new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), jitter, Duration.ofMinutes(5));
	}

}
