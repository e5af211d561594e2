package dev.missioncontrol.invite.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.missioncontrol.invite.chaos.fault.FaultListener;
import dev.missioncontrol.invite.chaos.load.Load;
import dev.missioncontrol.invite.chaos.watch.StallMeter;
import dev.missioncontrol.invite.chaos.watch.StallMeter.Stage;
import dev.missioncontrol.invite.chaos.watch.TopicEvidence;
import dev.missioncontrol.invite.chaos.watch.TopicEvidence.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Watches how far everything is, says so, and notices when it stands still.
 */
final class Progress implements FaultListener, AutoCloseable {

	private static final int LOOK_MILLIS = 100;

	private static final int SAY_SECONDS = 5;

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("progress").daemon().factory());

	private final AtomicInteger faults = new AtomicInteger();

	private final AtomicInteger active = new AtomicInteger();

	private final AtomicLong healedAt = new AtomicLong(System.nanoTime());

	private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

	private final StallMeter meter = new StallMeter();

	private final Load load;

	private final TopicEvidence evidence;

	private final Console console;

	@SuppressWarnings("FutureReturnValueIgnored") // both run until the timer is closed
	Progress(Load load, TopicEvidence evidence, Console console) {
		this.load = load;
		this.evidence = evidence;
		this.console = console;
		this.timer.scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
		this.timer.scheduleAtFixedRate(() -> this.console.say(counts()), SAY_SECONDS, SAY_SECONDS, TimeUnit.SECONDS);
	}

	@Override
	public void striking() {
		this.active.incrementAndGet();
	}

	@Override
	public void struck(String what, Duration length) {
		this.faults.incrementAndGet();
		this.console.say("%s for %.1f s (%s)".formatted(what, length.toMillis() / 1e3, counts()));
	}

	@Override
	public void healed(String name) {
		this.healedAt.set(System.nanoTime());
		this.active.decrementAndGet();
		this.console.say(name + " healed");
	}

	@Override
	public void failed(String why) {
		this.failure.set(why);
		this.console.say("no more faults: " + why);
	}

	/** Why the faults ended by themselves; empty when they did not. */
	Optional<String> failure() {
		return Optional.ofNullable(this.failure.get());
	}

	/** How many times somebody was struck. */
	int faults() {
		return this.faults.get();
	}

	/** Time since somebody was healed; since the start when nobody was. */
	Duration sinceHeal() {
		return Duration.ofNanos(System.nanoTime() - this.healedAt.get());
	}

	Duration longestStall() {
		synchronized (this.meter) {
			return this.meter.longest();
		}
	}

	/** Changes as soon as anything happens. */
	String counts() {
		Counts counts = this.evidence.counts();
		return "posted=%d accepted=%d signed=%d identified=%d delivered=%d dead=%d".formatted(this.load.posted(),
				this.load.accepted(), counts.signed(), counts.identified(), counts.delivered(), counts.dead());
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

	private void look() {
		Counts counts = this.evidence.counts();
		int signed = counts.signed();
		synchronized (this.meter) {
			this.meter.look(System.nanoTime(), this.active.get() > 0,
					List.of(new Stage(this.load.posted(), this.load.answered()),
							new Stage(this.load.accepted(), signed + counts.dead()),
							new Stage(signed, counts.identified() + counts.dead()),
							new Stage(counts.identified(), counts.delivered() + counts.dead())));
		}
	}

}
