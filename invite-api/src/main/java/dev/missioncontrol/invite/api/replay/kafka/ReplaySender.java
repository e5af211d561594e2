package dev.missioncontrol.invite.api.replay.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.missioncontrol.invite.api.replay.ReplayResult;
import dev.missioncontrol.invite.api.replay.ReplayWork.Done;
import dev.missioncontrol.invite.api.replay.ReplayWork.Job;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.kafka.core.KafkaOperations;

/**
 * Puts records on the replay topics, {@code acks=all}. Sending one twice, after a crash
 * between the two, does no harm: it has the same number, so the stage tells Segment the
 * same message ids.
 */
final class ReplaySender {

	private final KafkaOperations<byte[], byte[]> kafka;

	private final MeterRegistry meters;

	ReplaySender(KafkaOperations<byte[], byte[]> kafka, MeterRegistry meters) {
		this.kafka = kafka;
		this.meters = meters;
	}

	Sent send(Job job, Candidate candidate, int number) {
		Done done = candidate.done(ReplayResult.SENT, number);
		try {
			return new Sent(done, this.kafka.send(candidate.again(job, number)).thenApply((_) -> done));
		}
		catch (RuntimeException ex) {
			// No metadata or no buffer space in time.
			return new Sent(done, CompletableFuture.failedFuture(ex));
		}
	}

	/**
	 * Waits for the acknowledgements.
	 * @param sent what was sent
	 * @param results takes what the broker has
	 * @return the first failure
	 */
	static Optional<RuntimeException> await(List<Sent> sent, Collection<Done> results) {
		Optional<RuntimeException> failure = Optional.empty();
		for (Sent each : sent) {
			try {
				results.add(each.acknowledged().join());
			}
			catch (CompletionException ex) {
				failure = failure.or(() -> Optional.of(ex));
			}
		}
		return failure;
	}

	void count(Collection<Done> results) {
		results.forEach(
				(done) -> this.meters.counter("invite.replay.records", "result", done.result().wireName()).increment());
	}

	/** A record on its way to the broker. */
	record Sent(Done done, CompletableFuture<Done> acknowledged) {

		boolean failed() {
			return this.acknowledged.isCompletedExceptionally();
		}

	}

}
