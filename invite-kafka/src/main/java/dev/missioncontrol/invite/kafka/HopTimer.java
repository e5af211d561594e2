package dev.missioncontrol.invite.kafka;

import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Times one hop of all invites that go through this instance, as {@code invite.hop}. The
 * same buckets in every service, so that dashboards can lay the hops side by side and add
 * instances up. What ops send again is not timed: the wait for them says nothing of the
 * pipeline.
 */
public final class HopTimer {

	/** From what a healthy pipeline needs to what a person does. */
	private static final Duration[] BUCKETS = { Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
			Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5),
			Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(30),
			Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(15),
			Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30) };

	private final Timer timer;

	/**
	 * A timer of one hop.
	 * @param hop the hop, such as {@code signed}
	 * @param meters where to count
	 */
	public HopTimer(Hop hop, MeterRegistry meters) {
		this.timer = Timer.builder("invite.hop")
			.description("Time that invites took for a hop of their way")
			.tag("hop", hop.wireName())
			.serviceLevelObjectives(BUCKETS)
			.register(meters);
	}

	/**
	 * An invite has made the hop.
	 * @param since when it began
	 * @param now the time; another machine's clock may make it the earlier one, which
	 * counts as no time at all
	 */
	public void reached(Instant since, Instant now) {
		Duration took = Duration.between(since, now);
		this.timer.record(took.isNegative() ? Duration.ZERO : took);
	}

}
