package dev.missioncontrol.invite.api.batch.r2dbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.missioncontrol.invite.api.batch.BatchWork;
import dev.missioncontrol.invite.api.batch.CarryingOutPart;
import dev.missioncontrol.invite.api.mode.Mode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * The threads that carry batches out, part by part, on every instance. When they stop,
 * they begin no further row and give their parts back, so that others go on at once.
 */
final class BatchRunner implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(BatchRunner.class);

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicInteger inHand = new AtomicInteger();

	private final BatchWork work;

	private final CarryingOutPart carryingOut;

	private final BatchRunnerSettings settings;

	private final MeterRegistry meters;

	private final Mode mode;

	private volatile CountDownLatch stop = new CountDownLatch(0);

	BatchRunner(BatchWork work, CarryingOutPart carryingOut, BatchRunnerSettings settings, MeterRegistry meters,
			Mode mode) {
		this.work = work;
		this.carryingOut = carryingOut;
		this.settings = settings;
		this.meters = meters;
		this.mode = mode;
		Gauge.builder("invite.batch.parts", this.inHand, AtomicInteger::get)
			.description("Parts of batches that this instance works on")
			.register(meters);
	}

	@Override
	public void start() {
		CountDownLatch signal = new CountDownLatch(1);
		this.stop = signal;
		int workers = this.mode.readOnly() ? 0 : this.settings.workers();
		for (int i = 0; i < workers; i++) {
			this.threads.add(Thread.ofPlatform().name("batch-" + i).daemon().start(() -> run(signal)));
		}
	}

	private void run(CountDownLatch signal) {
		UUID owner = UUID.randomUUID();
		try {
			while (signal.getCount() > 0) {
				Duration pause = once(owner, signal);
				signal.await(pause.toMillis(), TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Gives how long to wait for the next part. */
	private Duration once(UUID owner, CountDownLatch signal) throws InterruptedException {
		try {
			Optional<BatchWork.Part> part = this.work.claim(owner).blockOptional(this.settings.partTimeout());
			if (part.isEmpty()) {
				return this.settings.pollInterval();
			}
			carryOut(part.get(), signal);
			return Duration.ZERO;
		}
		// An Error, too: a thread that dies would leave its work to nobody.
		catch (RuntimeException | Error ex) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			this.meters.counter("invite.batch.failures").increment();
			logger.warn("Batches go on in {}: {}", this.settings.retryPause(), ex.toString());
			return this.settings.retryPause();
		}
	}

	private void carryOut(BatchWork.Part part, CountDownLatch signal) {
		this.inHand.incrementAndGet();
		try {
			long deadline = System.nanoTime() + this.settings.beginWithin().toNanos();
			CarryingOutPart.Progress progress = this.carryingOut
				.carryOut(part, () -> signal.getCount() == 0 || System.nanoTime() > deadline)
				.blockOptional(this.settings.partTimeout())
				.orElseThrow();
			this.work.giveBack(part, progress.results(), progress.pause().orElse(null))
				.blockOptional(this.settings.partTimeout())
				.orElseThrow()
				.ifPresent((state) -> logger.info("The batch {} is {}", part.batch(), state.wireName()));
			progress.results()
				.forEach((result) -> this.meters.counter("invite.batch.rows", "outcome", result.outcome().wireName())
					.increment());
		}
		finally {
			this.inHand.decrementAndGet();
		}
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
