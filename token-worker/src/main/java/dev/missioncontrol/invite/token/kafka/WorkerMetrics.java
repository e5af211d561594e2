package dev.missioncontrol.invite.token.kafka;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

import dev.missioncontrol.invite.kafka.Hop;
import dev.missioncontrol.invite.kafka.HopTimer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What ops see of the worker.
 */
final class WorkerMetrics {

	private final MeterRegistry registry;

	private final Timer batches;

	private final Counter signed;

	private final HopTimer hop;

	private final InstantSource clock;

	WorkerMetrics(MeterRegistry registry, InstantSource clock) {
		this.registry = registry;
		this.clock = clock;
		this.hop = new HopTimer(Hop.SIGNED, registry);
		this.batches = Timer.builder("invite.token.batches")
			.description("Time from the records of one poll to signed records, before Kafka has them")
			.register(registry);
		this.signed = Counter.builder("invite.token.signed").description("Invites that were signed").register(registry);
	}

	/** Counts commands that were left out, being in the log a second time. */
	Counter repeated() {
		return Counter.builder("invite.token.repeated")
			.description("Commands that were left out: invite-api wrote them twice")
			.register(this.registry);
	}

	<T> T time(Supplier<T> batch) {
		return this.batches.record(batch);
	}

	/**
	 * Prepares the count of a batch.
	 * @return to be run once the batch is committed; cannot fail any more
	 */
	Runnable counting(List<Outcome> outcomes) {
		List<Outcome.Link> links = outcomes.stream()
			.filter(Outcome.Link.class::isInstance)
			.map(Outcome.Link.class::cast)
			.toList();
		List<Counter> refusals = outcomes.stream()
			.filter(Outcome.Letter.class::isInstance)
			.map((letter) -> refused(((Outcome.Letter) letter).reason()))
			.toList();
		return () -> {
			this.signed.increment(links.size());
			time(links);
			refusals.forEach(Counter::increment);
		};
	}

	private void time(List<Outcome.Link> links) {
		Instant now = this.clock.instant();
		for (Outcome.Link link : links) {
			Instant since = link.since();
			if (since != null) {
				this.hop.reached(since, now);
			}
		}
	}

	private Counter refused(String reason) {
		return Counter.builder("invite.token.refused")
			.description("Commands that became dead letters")
			.tag("reason", reason)
			.register(this.registry);
	}

}
