package dev.missioncontrol.invite.api.reconcile.auth0;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import dev.missioncontrol.invite.api.reconcile.Finding;
import dev.missioncontrol.invite.api.reconcile.ReconcileTurns;
import dev.missioncontrol.invite.api.reconcile.Reconciling;
import dev.missioncontrol.invite.api.reconcile.SignUp;
import dev.missioncontrol.invite.api.reconcile.SignUps;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all accounts that changed since the last round. Auth0 sorts by the last change,
 * so each question begins where the last answer ended: a page number would skip somebody
 * whenever an account that was read before changes again. Blocks; for one thread.
 */
final class ReconcileRound {

	private static final Logger logger = LoggerFactory.getLogger(ReconcileRound.class);

	/** Auth0 pages through no more than that of one search. */
	private static final int SEARCH_LIMIT = 1000;

	private final SignUps signUps;

	private final Reconciling reconciling;

	private final ReconcileTurns turns;

	private final MeterRegistry meters;

	private final ReconcileSettings settings;

	private final Clock clock;

	ReconcileRound(SignUps signUps, Reconciling reconciling, ReconcileTurns turns, MeterRegistry meters,
			ReconcileSettings settings, Clock clock) {
		this.signUps = signUps;
		this.reconciling = reconciling;
		this.turns = turns;
		this.meters = meters;
		this.settings = settings;
		this.clock = clock;
	}

	void run(ReconcileTurns.Turn turn) throws InterruptedException {
		Instant now = this.clock.instant();
		Instant to = now.minus(this.settings.settle());
		Instant start = turn.changedSince().orElse(now.minus(this.settings.lookBack()));
		Instant from = start;
		Instant earliestUnknown = Instant.MAX;
		int page = 0;
		while (true) {
			SignUps.Page read = this.signUps.changed(from, to, page);
			Instant unknown = take(turn, read.signUps());
			earliestUnknown = unknown.isBefore(earliestUnknown) ? unknown : earliestUnknown;
			Instant last = read.lastChange().orElse(from);
			this.turns.keep(turn, next(start, last, earliestUnknown)).block();
			if (!read.full()) {
				this.turns.held(turn, earliestUnknown.isBefore(Instant.MAX)).block();
				return;
			}
			if (last.isAfter(from)) {
				from = last;
				page = 0;
			}
			else if ((page + 2) * this.settings.pageSize() <= SEARCH_LIMIT) {
				page++;
			}
			else {
				logger.error("More than {} accounts changed at {}; not all of them can be read", SEARCH_LIMIT, from);
				this.meters.counter("invite.reconcile.crowded").increment();
				from = from.plusMillis(1);
				page = 0;
			}
			pause();
		}
	}

	private void pause() throws InterruptedException {
		LockSupport.parkNanos(this.settings.pagePause().toNanos());
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
	}

	/** Never back behind the start of this round, or a round would never get on. */
	private Instant next(Instant start, Instant last, Instant earliestUnknown) {
		Instant overlapping = last.minus(this.settings.overlap());
		Instant next = overlapping.isBefore(earliestUnknown) ? overlapping : earliestUnknown;
		return next.isBefore(start) ? start : next;
	}

	/** Gives when the first account changed whose invite may still come to the ledger. */
	private Instant take(ReconcileTurns.Turn turn, List<SignUp> page) {
		Map<Finding, List<SignUp>> findings = this.reconciling.reconcile(page).block();
		if (findings == null) {
			throw new IllegalStateException("the ledger gave no answer");
		}
		findings.forEach(this::tell);
		List<SignUp> unknown = findings.getOrDefault(Finding.UNKNOWN, List.of());
		if (turn.patienceIsOver()) {
			unknown.forEach((signUp) -> logger.warn("Invite {} let an account in, and is not known here; given up",
					signUp.inviteId()));
			return Instant.MAX;
		}
		return unknown.stream().map(SignUp::changedAt).min(Instant::compareTo).orElse(Instant.MAX);
	}

	private void tell(Finding finding, List<SignUp> all) {
		this.meters.counter("invite.reconcile.sign.ups", "finding", finding.code()).increment(all.size());
		switch (finding) {
			// What is not known yet is told about when it is given up.
			case KNOWN, UNKNOWN -> {
			}
			case MISSED -> all.forEach((signUp) -> logger
				.info("The ledger had not heard that invite {} was accepted; it has now", signUp.inviteId()));
			case CONFLICT -> all.forEach((signUp) -> logger
				.warn("Invite {} let an account in, but had ended otherwise; that stands", signUp.inviteId()));
			case FOREIGN -> all.forEach((signUp) -> logger
				.warn("Invite {} let an account into another organization than it is for", signUp.inviteId()));
		}
	}

}
