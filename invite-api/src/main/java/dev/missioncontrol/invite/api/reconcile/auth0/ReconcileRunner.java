package dev.missioncontrol.invite.api.reconcile.auth0;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.missioncontrol.invite.api.reconcile.ReconcileTurns;
import dev.missioncontrol.invite.api.tenant.auth0.Tenant;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * The thread that reconciles whenever it is this instance's turn: Auth0's client blocks,
 * and sleeps when it is told to come again later.
 */
final class ReconcileRunner implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ReconcileRunner.class);

	private final UUID owner = UUID.randomUUID();

	private final ReconcileTurns turns;

	private final Supplier<ReconcileRound> rounds;

	private final MeterRegistry meters;

	private final ReconcileSettings settings;

	private final CountDownLatch stopping = new CountDownLatch(1);

	private final boolean enabled;

	private volatile @Nullable Thread thread;

	ReconcileRunner(ReconcileTurns turns, Supplier<ReconcileRound> rounds, MeterRegistry meters,
			ReconcileSettings settings, boolean enabled) {
		this.turns = turns;
		this.rounds = rounds;
		this.meters = meters;
		this.settings = settings;
		this.enabled = enabled;
	}

	@Override
	public void start() {
		if (this.enabled) {
			ReconcileRound round = this.rounds.get();
			this.thread = Thread.ofPlatform().name("reconciler").daemon().start(() -> run(round));
		}
		else {
			logger.info(
					"Nothing is reconciled with Auth0: invite.auth0 has no credentials, it is switched off, or this instance only reads");
		}
	}

	private void run(ReconcileRound round) {
		try {
			do {
				once(round);
			}
			while (!this.stopping.await(this.settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException _) {
			// Stopping.
			Thread.currentThread().interrupt();
		}
	}

	private void once(ReconcileRound round) throws InterruptedException {
		Optional<ReconcileTurns.Turn> turn = Optional.empty();
		try {
			turn = this.turns.take(this.owner, this.settings.unknownFor()).blockOptional();
			if (turn.isPresent()) {
				round.run(turn.get());
				count("done");
				this.turns.giveBack(turn.get(), this.settings.interval()).block();
			}
		}
		// An Error, too: a thread that dies would leave acceptances unheard.
		catch (RuntimeException | Error ex) {
			if (this.stopping.getCount() == 0) {
				throw new InterruptedException();
			}
			count("failed");
			logger.warn("The ledger is reconciled later: {}", Tenant.describe(ex));
			turn.ifPresent((taken) -> giveUp(taken, this.settings.retryAfter()));
		}
	}

	/** When even that fails, the turn is free as soon as its lease is over. */
	private void giveUp(ReconcileTurns.Turn turn, Duration pause) {
		try {
			this.turns.giveBack(turn, pause).block();
		}
		catch (RuntimeException ex) {
			logger.warn("The turn to reconcile is free later: {}", Tenant.describe(ex));
		}
	}

	private void count(String result) {
		this.meters.counter("invite.reconcile.rounds", "result", result).increment();
	}

	@Override
	public void stop() {
		Thread running = this.thread;
		if (running == null) {
			return;
		}
		this.stopping.countDown();
		running.interrupt();
		try {
			running.join(this.settings.stopTimeout());
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		this.thread = null;
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
