package dev.missioncontrol.invite.api.replay.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.deadletter.DeadLetterId;
import dev.missioncontrol.invite.api.deadletter.Stage;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.replay.ReplayResult;
import dev.missioncontrol.invite.api.replay.ReplayState;
import dev.missioncontrol.invite.api.replay.ReplayWork;
import dev.missioncontrol.invite.api.replay.ReplayWork.Done;
import dev.missioncontrol.invite.api.replay.ReplayWork.Job;
import dev.missioncontrol.invite.api.replay.ReplayWork.Pending;
import dev.missioncontrol.invite.api.replay.ReplayWork.Ready;
import dev.missioncontrol.invite.api.replay.ReplayWork.Span;
import dev.missioncontrol.invite.api.replay.Selection;
import dev.missioncontrol.invite.api.replay.Verdict;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Carries one job out at a time, batch by batch. Blocks, on a thread of its own.
 */
final class ReplayWorker {

	private final EventRecords events = new EventRecords();

	private final ReplayWork work;

	private final Ledger ledger;

	private final Consumers consumers;

	private final ReplaySender sender;

	private final ReplaySettings settings;

	private final Clock clock;

	private final CountDownLatch stop;

	ReplayWorker(ReplayWork work, Ledger ledger, Consumers consumers, ReplaySender sender, ReplaySettings settings,
			Clock clock, CountDownLatch stop) {
		this.work = work;
		this.ledger = ledger;
		this.consumers = consumers;
		this.sender = sender;
		this.settings = settings;
		this.clock = clock;
		this.stop = stop;
	}

	/**
	 * Carries a job out as far as it gets.
	 * @return how it ended; empty when it is to go on later
	 */
	Optional<ReplayState> carryOut(Job job) throws InterruptedException {
		if (job.cancelRequested() || (job.state() == ReplayState.PLANNING && !plan(job))) {
			return stopped() ? Optional.empty() : Optional.of(ReplayState.CANCELLED);
		}
		Pace pace = new Pace(job.order().ratePerSecond(), this.stop);
		// A batch of what is sent takes a second, so that progress shows and a job can be
		// stopped.
		int batch = job.order().dryRun() ? this.settings.batch()
				: Math.min(this.settings.batch(), job.order().ratePerSecond());
		try (RecordFetcher fetcher = new RecordFetcher(this.consumers.create(), this.settings.fetchTimeout())) {
			while (!stopped()) {
				List<Pending> pending = answer(this.work.next(job, batch).collectList());
				if (pending.isEmpty()) {
					return Optional.of(ReplayState.COMPLETED);
				}
				if (batch(job, pending, fetcher, pace)) {
					return Optional.of(ReplayState.CANCELLED);
				}
			}
		}
		return Optional.empty();
	}

	/** Whether all of it is planned now. */
	private boolean plan(Job job) {
		if (job.order().selection() instanceof Selection.Range range) {
			return planRange(job, range);
		}
		this.work.planLetters(job).block(this.settings.answerTimeout());
		return true;
	}

	private boolean planRange(Job job, Selection.Range range) {
		Topic<?> topic = range.stage().topic().orElseThrow();
		try (RangeReader reader = new RangeReader(this.consumers.create(), topic)) {
			Map<Integer, Span> spans = answer(this.work.spans(job));
			if (spans.isEmpty()) {
				spans = reader.spans(range.from(), range.to());
			}
			reader.seek(spans);
			RangeReader.Part part = new RangeReader.Part(List.of(), spans);
			while (!stopped()) {
				if (answer(this.work.planPart(job, part.places(), part.spans()))) {
					return false;
				}
				if (part.isLast()) {
					this.work.planned(job).block(this.settings.answerTimeout());
					return true;
				}
				part = reader.read(part.spans());
			}
			return false;
		}
	}

	/** Whether the job is to stop after it. */
	private boolean batch(Job job, List<Pending> pending, RecordFetcher fetcher, Pace pace)
			throws InterruptedException {
		List<Done> results = new ArrayList<>();
		List<Candidate> candidates = candidates(pending, fetcher, results);
		Map<InviteId, LedgerEntry> known = known(candidates);
		Instant now = this.clock.instant();
		List<Candidate> chosen = new ArrayList<>();
		for (Candidate candidate : candidates) {
			Verdict
				.of(candidate.event(), candidate.own().number(),
						Optional.ofNullable(known.get(candidate.event().inviteId())), candidate.pending().earlier(),
						job.order().force(), now)
				.ifPresentOrElse((result) -> results.add(candidate.done(result, null)), () -> chosen.add(candidate));
		}
		if (job.order().dryRun()) {
			chosen.forEach((candidate) -> results
				.add(candidate.done(ReplayResult.WOULD_SEND, job.order().force() ? null : candidate.own().number())));
			return record(job, results);
		}
		return send(job, chosen, known, results, pace);
	}

	private boolean send(Job job, List<Candidate> chosen, Map<InviteId, LedgerEntry> known, List<Done> results,
			Pace pace) throws InterruptedException {
		if (chosen.isEmpty()) {
			return record(job, results);
		}
		long deadline = System.nanoTime() + this.settings.sendBefore().toNanos();
		List<Ready> ready = chosen.stream().map((candidate) -> candidate.ready(known)).toList();
		Map<Long, Integer> numbers = answer(this.work.prepare(job, ready));
		List<ReplaySender.Sent> sent = new ArrayList<>();
		for (Candidate candidate : chosen) {
			Integer number = numbers.get(candidate.pending().seq());
			if (number == null) {
				results.add(candidate.done(ReplayResult.ALREADY_REPLAYED, null));
			}
			else if (System.nanoTime() >= deadline || failedLast(sent) || !pace.turn()) {
				break;
			}
			else {
				sent.add(this.sender.send(job, candidate, number));
			}
		}
		// What is on Kafka is recorded even when something after it is not.
		Optional<RuntimeException> failure = ReplaySender.await(sent, results);
		boolean cancel = record(job, results);
		if (failure.isPresent()) {
			throw failure.get();
		}
		return cancel;
	}

	/** Each further one would block for as long. */
	private static boolean failedLast(List<ReplaySender.Sent> sent) {
		return !sent.isEmpty() && sent.getLast().failed();
	}

	private boolean record(Job job, Collection<Done> results) {
		boolean cancel = answer(this.work.done(job, results));
		this.sender.count(results);
		return cancel;
	}

	private List<Candidate> candidates(List<Pending> pending, RecordFetcher fetcher, List<Done> results) {
		List<Pending> wanted = new ArrayList<>();
		for (Pending each : pending) {
			if (each.ofLedger() || topic(each).isEmpty()) {
				results.add(new Done(each, ReplayResult.NOT_REPLAYABLE, null, null, null));
			}
			else {
				wanted.add(each);
			}
		}
		Map<ReplayWork.Place, ConsumerRecord<byte[], byte[]>> records = fetcher
			.fetch(wanted.stream().map(Pending::place).toList());
		List<Candidate> candidates = new ArrayList<>();
		for (Pending each : wanted) {
			ConsumerRecord<byte[], byte[]> record = records.get(each.place());
			if (record == null) {
				results.add(new Done(each, ReplayResult.GONE, null, null, null));
			}
			else {
				read(each, topic(each).orElseThrow(), record).ifPresentOrElse(candidates::add,
						() -> results.add(new Done(each, ReplayResult.UNREADABLE, null, null, null)));
			}
		}
		return candidates;
	}

	private <E extends InviteEvent> Optional<Candidate> read(Pending pending, Topic<E> topic,
			ConsumerRecord<byte[], byte[]> record) {
		return (this.events.read(topic, record) instanceof Decoded.Event(var event))
				? Optional.of(Candidate.of(pending, topic, record, event.data())) : Optional.empty();
	}

	/** The topic of the stage that a record goes through; empty for the ledger's. */
	private static Optional<Topic<?>> topic(Pending pending) {
		ReplayWork.Place place = pending.place();
		if (pending.isLetter()) {
			return Stage.of(DeadLetterId.of(place.topic(), place.partition(), place.offset()).topic()).topic();
		}
		return Topics.replayable()
			.stream()
			.<Topic<?>>map(Function.identity())
			.filter((topic) -> topic.name().equals(place.topic()))
			.findAny();
	}

	private Map<InviteId, LedgerEntry> known(List<Candidate> candidates) {
		if (candidates.isEmpty()) {
			return Map.of();
		}
		return answer(this.ledger
			.find(candidates.stream().map((candidate) -> candidate.event().inviteId()).collect(Collectors.toSet()))
			.collectMap((entry) -> entry.invite().inviteId()));
	}

	private boolean stopped() {
		return this.stop.getCount() == 0;
	}

	private <T> T answer(Mono<T> question) {
		Duration timeout = this.settings.answerTimeout();
		@Nullable T answer = question.block(timeout);
		if (answer == null) {
			throw new IllegalStateException("the database gave no answer");
		}
		return answer;
	}

}
