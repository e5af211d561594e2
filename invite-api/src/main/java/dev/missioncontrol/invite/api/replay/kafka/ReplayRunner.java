package dev.missioncontrol.invite.api.replay.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.mode.Mode;
import dev.missioncontrol.invite.api.replay.ReplayState;
import dev.missioncontrol.invite.api.replay.ReplayWork;
import io.r2dbc.spi.R2dbcException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The threads that carry jobs out. They stop between two batches, and give their jobs
 * back, so that another instance goes on at once.
 */
final class ReplayRunner implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ReplayRunner.class);

	private final List<Thread> threads = new ArrayList<>();

	private final ReplayWork work;

	private final Function<CountDownLatch, ReplayWorker> workers;

	private final ReplaySettings settings;

	private final Mode mode;

	private volatile CountDownLatch stop = new CountDownLatch(0);

	ReplayRunner(ReplayWork work, Function<CountDownLatch, ReplayWorker> workers, ReplaySettings settings, Mode mode) {
		this.work = work;
		this.workers = workers;
		this.settings = settings;
		this.mode = mode;
	}

	@Override
	public void start() {
		CountDownLatch signal = new CountDownLatch(1);
		this.stop = signal;
		int workers = this.mode.readOnly() ? 0 : this.settings.workers();
		for (int i = 0; i < workers; i++) {
			this.threads.add(Thread.ofPlatform().name("replay-" + i).daemon().start(() -> run(signal)));
		}
	}

	private void run(CountDownLatch signal) {
		UUID owner = UUID.randomUUID();
		ReplayWorker worker = this.workers.apply(signal);
		try {
			while (signal.getCount() > 0) {
				Duration pause = once(owner, worker);
				signal.await(pause.toMillis(), TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Gives how long to wait for the next attempt. */
	private Duration once(UUID owner, ReplayWorker worker) throws InterruptedException {
		Optional<ReplayWork.Job> job = Optional.empty();
		try {
			job = this.work.claim(owner).blockOptional(this.settings.answerTimeout());
			if (job.isEmpty()) {
				return this.settings.pollInterval();
			}
			Optional<ReplayState> end = worker.carryOut(job.get());
			end(job.get(), end);
			return Duration.ZERO;
		}
		catch (ReplayWork.LeaseLostException ex) {
			logger.warn("{}; it goes on there", ex.getMessage());
			return this.settings.pollInterval();
		}
		catch (RuntimeException ex) {
			job.ifPresentOrElse((held) -> failed(held, ex), () -> logger.warn("No replays for now: {}", ex.toString()));
			return this.settings.retryPause();
		}
	}

	private void end(ReplayWork.Job job, Optional<ReplayState> end) {
		if (end.isPresent()) {
			this.work.finish(job, end.get()).block(this.settings.answerTimeout());
			logger.info("The replay {} is {}", job.id(), end.get().wireName());
		}
		else {
			this.work.release(job).block(this.settings.answerTimeout());
			logger.info("The replay {} goes on elsewhere", job.id());
		}
	}

	/** A fault passes; anything else would come again for ever. */
	private void failed(ReplayWork.Job job, RuntimeException failure) {
		try {
			if (isFault(failure)) {
				logger.warn("The replay {} goes on in {}: {}", job.id(), this.settings.retryPause(),
						failure.toString());
				this.work.release(job).block(this.settings.answerTimeout());
			}
			else {
				logger.error("The replay {} cannot go on", job.id(), failure);
				this.work.finish(job, ReplayState.FAILED).block(this.settings.answerTimeout());
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The replay {} goes on when its lease is over: {}", job.id(), ex.toString());
		}
	}

	private static boolean isFault(Throwable failure) {
		return switch (Exceptions.unwrap(failure)) {
			case CompletionException wrapped when wrapped.getCause() != null -> isFault(wrapped.getCause());
			case KafkaException _, org.springframework.kafka.KafkaException _, R2dbcException _, DataAccessException _,
					TransactionException _, TimeoutException _, ProblemException _ ->
				true;
			case IllegalStateException timeout when timeout.getCause() instanceof TimeoutException -> true;
			case IllegalStateException timeout when String.valueOf(timeout.getMessage()).startsWith("Timeout on") ->
				true;
			default -> false;
		};
	}

	@Override
	public void stop() {
		this.stop.countDown();
		long deadline = System.nanoTime() + this.settings.stopTimeout().toNanos();
		try {
			for (Thread thread : this.threads) {
				thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.threads.clear();
	}

	@Override
	public boolean isRunning() {
		return this.stop.getCount() > 0;
	}

}
