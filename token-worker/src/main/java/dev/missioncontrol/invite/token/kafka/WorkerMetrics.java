package dev.missioncontrol.invite.token.kafka;

import java.util.List;
import java.util.function.Supplier;

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

	WorkerMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.batches = Timer.builder("invite.signing.batches")
			.description("Time from the records of one poll to signed records, before Kafka has them")
			.register(registry);
		this.signed = Counter.builder("invite.signed").description("Invites that were signed").register(registry);
	}

	/** Counts commands that were left out, being in the log a second time. */
	Counter repeated() {
		return Counter.builder("invite.commands.repeated")
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
		long links = outcomes.stream().filter(Outcome.Link.class::isInstance).count();
		List<Counter> refusals = outcomes.stream()
			.filter(Outcome.Letter.class::isInstance)
			.map((letter) -> refused(((Outcome.Letter) letter).reason()))
			.toList();
		return () -> {
			this.signed.increment((double) links);
			refusals.forEach(Counter::increment);
		};
	}

	private Counter refused(String reason) {
		return Counter.builder("invite.commands.refused")
			.description("Commands that became dead letters")
			.tag("reason", reason)
			.register(this.registry);
	}

}
