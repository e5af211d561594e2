package dev.missioncontrol.invite.chaos;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.chaos.services.Fleet;
import dev.missioncontrol.invite.chaos.services.HeapSizes;
import dev.missioncontrol.invite.chaos.services.Kind;

/**
 * Says every now and then how much memory the bridges keep.
 */
final class HeapWatch implements AutoCloseable {

	private static final int SECONDS = 15;

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("heap").daemon().factory());

	private final HeapSizes sizes;

	private final Console console;

	private HeapWatch(HeapSizes sizes, Console console) {
		this.sizes = sizes;
		this.console = console;
	}

	@SuppressWarnings("FutureReturnValueIgnored") // runs until the timer is closed
	static HeapWatch start(Fleet fleet, boolean wanted, Console console) {
		HeapWatch watch = new HeapWatch(new HeapSizes(fleet), console);
		if (wanted) {
			watch.timer.scheduleWithFixedDelay(watch::look, 1, SECONDS, TimeUnit.SECONDS);
		}
		return watch;
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

	private void look() {
		try {
			this.console.say("heap after GC: " + this.sizes.of(Kind.BRIDGE));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
