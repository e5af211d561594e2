package dev.missioncontrol.invite.claim.evidence.kafka;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import dev.missioncontrol.invite.claim.evidence.ClaimLog;
import dev.missioncontrol.invite.event.ClaimEvent;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.Hop;
import dev.missioncontrol.invite.kafka.trace.HopLog;
import io.opentelemetry.api.trace.Span;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to {@link Topics#CLAIMS}. A producer blocks when it does not know its brokers,
 * so it has threads of its own; acceptances have a lane apart, so that a flood of clicks
 * cannot push them out.
 */
final class KafkaClaimLog implements ClaimLog, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(KafkaClaimLog.class);

	private static final String SOURCE = "/claim-gateway";

	private final Supplier<Producer<byte[], byte[]>> producer;

	private final EvidenceSettings settings;

	private final EvidenceMetrics metrics;

	private final InstantSource clock;

	private final EventRecords records = new EventRecords();

	private final Lane<CloudEvent<ClaimEvent>> notes;

	private final Lane<Acceptance> acceptances;

	KafkaClaimLog(Supplier<Producer<byte[], byte[]>> producer, EvidenceSettings settings, EvidenceMetrics metrics,
			InstantSource clock) {
		this.producer = producer;
		this.settings = settings;
		this.metrics = metrics;
		this.clock = clock;
		this.notes = new Lane<>("claim-notes", settings.notes(), 1, settings.drain(),
				(events) -> events.forEach(this::write));
		this.acceptances = new Lane<>("claim-acceptances", settings.acceptances(), settings.batch(), settings.drain(),
				this::writeUntilWritten);
	}

	@Override
	public void opened(InviteOpened event, Instant requestedAt) {
		this.metrics.opened(requestedAt, this.clock.instant());
		HopLog.reached(Hop.OPENED, event.inviteId(), Span.getInvalid());
		note(event);
	}

	@Override
	public void note(ClaimEvent event) {
		if (!this.notes.offer(envelope(event))) {
			this.metrics.lost(event);
		}
	}

	@Override
	public CompletionStage<Void> keep(InviteAccepted event) {
		Acceptance acceptance = new Acceptance(envelope(event), new CompletableFuture<>());
		if (!this.acceptances.offer(acceptance)) {
			lost(acceptance);
		}
		return acceptance.done();
	}

	boolean isAlive() {
		return this.notes.isAlive() && this.acceptances.isAlive();
	}

	int waiting() {
		return this.notes.size() + this.acceptances.size();
	}

	@Override
	public void close() {
		this.notes.close();
		this.acceptances.close();
		this.notes.rest().forEach((event) -> this.metrics.lost(event.data()));
		this.acceptances.rest().forEach(this::lost);
	}

	/** Each is an event of its own: two accounts can try to accept the same invite. */
	private <E extends ClaimEvent> CloudEvent<E> envelope(E event) {
		return new CloudEvent<>(UUID.randomUUID().toString(), SOURCE, this.clock.instant(), event);
	}

	private void write(CloudEvent<ClaimEvent> event) {
		try {
			// The callback hears of the failures that the future would hold.
			var _ = this.producer.get().send(this.records.write(Topics.CLAIMS, event), (_, failure) -> {
				if (failure == null) {
					this.metrics.written(event.data());
				}
				else {
					this.metrics.lost(event.data());
				}
			});
		}
		catch (KafkaException | IllegalStateException _) {
			this.metrics.lost(event.data());
		}
	}

	private void writeUntilWritten(List<Acceptance> batch) throws InterruptedException {
		List<Acceptance> unwritten = new ArrayList<>(batch);
		try {
			attempt(unwritten);
			while (!unwritten.isEmpty()) {
				unwritten.forEach((acceptance) -> this.metrics.retried(acceptance.event().data()));
				pause();
				attempt(unwritten);
			}
		}
		catch (InterruptedException ex) {
			unwritten.forEach(this::lost);
			throw ex;
		}
	}

	private void attempt(List<Acceptance> unwritten) throws InterruptedException {
		for (Sent each : send(unwritten)) {
			if (isWritten(each.result())) {
				unwritten.remove(each.acceptance());
				this.metrics.written(each.acceptance().event().data());
				HopLog.reached(Hop.ACCEPTED, each.acceptance().event().data().inviteId(), Span.getInvalid());
				each.acceptance().done().complete(null);
			}
		}
	}

	/** Up to the first that the producer does not even take: it blocks for each. */
	private List<Sent> send(List<Acceptance> unwritten) {
		List<Sent> sent = new ArrayList<>();
		try {
			for (Acceptance acceptance : unwritten) {
				sent.add(new Sent(acceptance,
						this.producer.get().send(this.records.write(Topics.CLAIMS, acceptance.event()))));
			}
		}
		catch (KafkaException | IllegalStateException _) {
			// The next attempt comes.
		}
		return sent;
	}

	private static boolean isWritten(Future<?> result) throws InterruptedException {
		try {
			result.get();
			return true;
		}
		catch (ExecutionException _) {
			return false;
		}
	}

	private void pause() throws InterruptedException {
		LockSupport.parkNanos(this.settings.retryAfter().toNanos());
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
	}

	/** Who it was is in the login provider; which invite it was, ops must know. */
	private void lost(Acceptance acceptance) {
		InviteAccepted event = acceptance.event().data();
		this.metrics.lost(event);
		logger.atError()
			.addKeyValue("inviteId", event.inviteId())
			.log("The acceptance of invite {} generation {} could not be written", event.inviteId(),
					event.generation());
		acceptance.done().completeExceptionally(new KafkaException("not written"));
	}

	/** An acceptance in the producer's hands. */
	private record Sent(Acceptance acceptance, Future<?> result) {
	}

}
