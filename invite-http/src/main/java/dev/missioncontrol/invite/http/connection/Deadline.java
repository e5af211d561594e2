package dev.missioncontrol.invite.http.connection;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The one thing that a connection is waited for at a time. Absolute: what comes in
 * between does not prolong it. To be used by the connection's event loop only.
 */
final class Deadline {

	private final EventExecutor loop;

	private final Consumer<Wait> expired;

	private @Nullable Future<?> timer;

	private @Nullable Wait wait;

	Deadline(EventExecutor loop, Consumer<Wait> expired) {
		this.loop = loop;
		this.expired = expired;
	}

	/** Instead of what was waited for until now. */
	void set(Wait next, Duration within) {
		clear();
		this.wait = next;
		this.timer = this.loop.schedule(() -> {
			clear();
			this.expired.accept(next);
		}, within.toNanos(), TimeUnit.NANOSECONDS);
	}

	void clear() {
		if (this.timer != null) {
			this.timer.cancel(false);
		}
		this.timer = null;
		this.wait = null;
	}

	boolean waitsFor(Wait other) {
		return this.wait == other;
	}

	/** What for. */
	enum Wait {

		/** The rest of a head, or the first head of a connection. */
		HEAD,

		/** The rest of a body. */
		BODY,

		/** The next request. */
		REQUEST,

		/** The client, to take what it was answered. */
		RESPONSE,

		/** The end of a client that was refused. */
		END

	}

}
