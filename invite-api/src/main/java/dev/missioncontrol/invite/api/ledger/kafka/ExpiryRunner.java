package dev.missioncontrol.invite.api.ledger.kafka;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.api.ledger.ExpiringInvites;
import dev.missioncontrol.invite.api.mode.Mode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * The thread that lets invites expire, on every instance: the database sees to it that
 * they do not get in each other's way, and that none of them is needed.
 */
final class ExpiryRunner implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ExpiryRunner.class);

	private final ExpiringInvites expiring;

	private final ClosingsPublisher closings;

	private final RemindersPublisher reminders;

	private final MeterRegistry meters;

	private final Counter failures;

	private final ExpirySettings settings;

	private final CountDownLatch stopping = new CountDownLatch(1);

	private volatile @Nullable Thread thread;

	private final Mode mode;

	ExpiryRunner(ExpiringInvites expiring, ClosingsPublisher closings, RemindersPublisher reminders,
			MeterRegistry meters, ExpirySettings settings, Mode mode) {
		this.expiring = expiring;
		this.closings = closings;
		this.reminders = reminders;
		this.meters = meters;
		this.failures = meters.counter("invite.ledger.expiry.failures");
		this.settings = settings;
		this.mode = mode;
	}

	@Override
	public void start() {
		if (this.settings.enabled() && !this.mode.readOnly()) {
			this.thread = Thread.ofPlatform().name("expiry").daemon().start(this::run);
		}
		else {
			logger.info("This instance lets no invite expire: invite.ledger.expiry is off, or it only reads");
		}
	}

	private void run() {
		try {
			do {
				round();
			}
			while (!this.stopping.await(this.settings.interval().toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException _) {
			// Stopping.
			Thread.currentThread().interrupt();
		}
	}

	private void round() throws InterruptedException {
		boolean more = true;
		while (more && this.stopping.getCount() > 0) {
			more = batch();
			this.reminders.publish();
		}
	}

	private boolean batch() throws InterruptedException {
		try {
			ExpiringInvites.Round round = this.expiring.expire().block(this.settings.timeout());
			if (round == null) {
				return false;
			}
			this.meters.counter("invite.ledger.expired").increment((double) round.expired());
			this.meters.counter("invite.ledger.expiring.soon").increment((double) round.expiring());
			if (round.expired() > 0) {
				this.closings.publish();
			}
			return round.more();
		}
		// An Error, too: a thread that dies would let nothing expire any more.
		catch (RuntimeException | Error ex) {
			if (this.stopping.getCount() == 0) {
				throw new InterruptedException();
			}
			this.failures.increment();
			logger.warn("Invites expire later: {}", ex.toString());
			return false;
		}
	}

	@Override
	public void stop() {
		Thread running = this.thread;
		if (running == null) {
			return;
		}
		this.stopping.countDown();
		try {
			// First in peace: what is being sent would be sent again.
			if (!running.join(this.settings.stopTimeout())) {
				running.interrupt();
			}
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
