package dev.missioncontrol.invite.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running parts, to be stopped in the order of {@link Stage}, whatever the order in
 * which they got ready. Safe for use by several threads.
 */
final class Parts implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Parts.class);

	private static final int SECONDS_PER_STAGE = 30;

	private final Map<Stage, Deque<AutoCloseable>> running = new EnumMap<>(Stage.class);

	private boolean closed;

	/** A part that gets ready after the end is stopped at once. */
	<T extends AutoCloseable> T add(Stage stage, T part) {
		synchronized (this) {
			if (!this.closed) {
				this.running.computeIfAbsent(stage, (_) -> new ArrayDeque<>()).addLast(part);
				return part;
			}
		}
		close(part);
		return part;
	}

	@Override
	public void close() {
		List<Deque<AutoCloseable>> stages;
		synchronized (this) {
			this.closed = true;
			stages = new ArrayList<>(this.running.values());
			this.running.clear();
		}
		stages.forEach(Parts::closeTogether);
	}

	private static void closeTogether(Deque<AutoCloseable> parts) {
		CompletableFuture<?>[] ends = parts.stream()
			.map((part) -> CompletableFuture.runAsync(() -> close(part), (task) -> Thread.ofPlatform().start(task)))
			.toArray(CompletableFuture<?>[]::new);
		try {
			CompletableFuture.allOf(ends).orTimeout(SECONDS_PER_STAGE, TimeUnit.SECONDS).join();
		}
		catch (CompletionException ex) {
			logger.warn("Parts did not stop in time", ex);
		}
	}

	private static void close(AutoCloseable part) {
		try {
			part.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			logger.warn("A part did not stop", ex);
		}
	}

	/** What stops first stands first. */
	enum Stage {

		SERVICES, AUTH0, POSTGRES, BROKER, STAND_INS, FOLDER

	}

}
