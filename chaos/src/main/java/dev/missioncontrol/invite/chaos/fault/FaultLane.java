package dev.missioncontrol.invite.chaos.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a plan out, one fault at a time, until it is ended. What is broken then is
 * healed first.
 */
public final class FaultLane {

	private static final Logger logger = LoggerFactory.getLogger(FaultLane.class);

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Supplier<Fault> plan;

	private final Map<Target, List<Victim>> victims;

	private final FaultListener listener;

	private final Thread thread;

	/**
	 * Begins.
	 * @param plan what to do next
	 * @param victims to whom; as many as the plan knows
	 * @param listener told of it
	 */
	public FaultLane(Supplier<Fault> plan, Map<Target, List<Victim>> victims, FaultListener listener) {
		this.plan = plan;
		this.victims = victims;
		this.listener = listener;
		this.thread = Thread.ofPlatform().name("faults").daemon().start(this::run);
	}

	/**
	 * Heals what is broken, and ends.
	 * @throws InterruptedException when this thread should end
	 */
	public void end() throws InterruptedException {
		this.closed.countDown();
		this.thread.join();
	}

	private void run() {
		try {
			Fault fault = this.plan.get();
			while (!isClosedWithin(fault.pause())) {
				carryOut(fault);
				fault = this.plan.get();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			logger.error("No more faults", ex);
			this.listener.failed(ex.toString());
		}
	}

	private void carryOut(Fault fault) throws InterruptedException {
		List<Victim> candidates = this.victims.getOrDefault(fault.target(), List.of());
		Victim victim = candidates.get(fault.victim());
		this.listener.striking();
		try {
			this.listener.struck(victim.strike(fault.kind()) + " " + victim.name(), fault.length());
			boolean _ = isClosedWithin(fault.length());
		}
		finally {
			victim.heal();
			this.listener.healed(victim.name());
		}
		victim.awaitHealed();
	}

	private boolean isClosedWithin(Duration time) throws InterruptedException {
		return this.closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
	}

}
