package dev.missioncontrol.invite.api.replay.kafka;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.replay.ReplayResult;
import dev.missioncontrol.invite.api.replay.ReplayState;
import dev.missioncontrol.invite.api.replay.ReplayWork;
import dev.missioncontrol.invite.api.replay.ReplayWork.Done;
import dev.missioncontrol.invite.api.replay.ReplayWork.Job;
import dev.missioncontrol.invite.api.replay.ReplayWork.Pending;
import dev.missioncontrol.invite.api.replay.ReplayWork.Ready;
import dev.missioncontrol.invite.api.replay.Verdict;
import dev.missioncontrol.invite.event.InviteId;

/**
 * Carries one job out at a time, batch by batch. Blocks, on a thread of its own.
 */
final class ReplayWorker {

	private final ReplayWork work;

	private final Ledger ledger;

	private final Consumers consumers;

	private final ReplaySender sender;

	private final ReplaySettings settings;

	private final Clock clock;

	private final CountDownLatch stop;

	private final Answers answers;

	private final ReplayPlanner planner;

	ReplayWorker(ReplayWork work, Ledger ledger, Consumers consumers, ReplaySender sender, ReplaySettings settings,
			Clock clock, CountDownLatch stop) {
		this.work = work;
		this.ledger = ledger;
		this.consumers = consumers;
		this.sender = sender;
		this.settings = settings;
		this.clock = clock;
		this.stop = stop;
		this.answers = new Answers(settings.answerTimeout());
		this.planner = new ReplayPlanner(work, consumers, this.answers, stop);
	}

	/**
	 * Carries a job out as far as it gets.
	 * @return how it ended; empty when it is to go on later
	 */
	Optional<ReplayState> carryOut(Job job) throws InterruptedException {
		if (job.cancelRequested() || (job.state() == ReplayState.PLANNING && !this.planner.plan(job))) {
			return stopped() ? Optional.empty() : Optional.of(ReplayState.CANCELLED);
		}
		Pace pace = new Pace(job.order().ratePerSecond(), this.stop);
		// A batch of what is sent takes a second, so that progress shows and a job can be
		// stopped.
		int batch = job.order().dryRun() ? this.settings.batch()
				: Math.min(this.settings.batch(), job.order().ratePerSecond());
		try (CandidateReader reader = new CandidateReader(
				new RecordFetcher(this.consumers.create(), this.settings.fetchTimeout()))) {
			while (!stopped()) {
				List<Pending> pending = this.answers.of(this.work.next(job, batch).collectList());
				if (pending.isEmpty()) {
					return Optional.of(ReplayState.COMPLETED);
				}
				if (batch(job, pending, reader, pace)) {
					return Optional.of(ReplayState.CANCELLED);
				}
			}
		}
		return Optional.empty();
	}

	/** Whether the job is to stop after it. */
	private boolean batch(Job job, List<Pending> pending, CandidateReader reader, Pace pace)
			throws InterruptedException {
		List<Done> results = new ArrayList<>();
		List<Candidate> candidates = reader.read(pending, results);
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
		Map<Long, Integer> numbers = this.answers.of(this.work.prepare(job, ready));
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
		boolean cancel = this.answers.of(this.work.done(job, results));
		this.sender.count(results);
		return cancel;
	}

	private Map<InviteId, LedgerEntry> known(List<Candidate> candidates) {
		if (candidates.isEmpty()) {
			return Map.of();
		}
		return this.answers.of(this.ledger
			.find(candidates.stream().map((candidate) -> candidate.event().inviteId()).collect(Collectors.toSet()))
			.collectMap((entry) -> entry.invite().inviteId()));
	}

	private boolean stopped() {
		return this.stop.getCount() == 0;
	}

}
