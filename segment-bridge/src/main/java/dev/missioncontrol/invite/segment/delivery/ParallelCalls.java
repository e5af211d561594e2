package dev.missioncontrol.invite.segment.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs calls at the same time, on threads that all consumers of the process share: their
 * number is what Segment sees at most.
 */
public final class ParallelCalls implements AutoCloseable {

	private final ExecutorService threads;

	/**
	 * Starts the threads.
	 * @param count most calls at a time, 1 or more
	 */
	public ParallelCalls(int count) {
		this.threads = Executors.newFixedThreadPool(count,
				Thread.ofPlatform().name("segment-call-", 1).daemon().factory());
	}

	/**
	 * Runs all and waits until the last has ended.
	 * @throws IllegalStateException when one fails, or the wait is interrupted
	 */
	void run(List<Runnable> calls) {
		List<Callable<Object>> tasks = new ArrayList<>(calls.size());
		calls.forEach((call) -> tasks.add(Executors.callable(call)));
		try {
			for (Future<Object> each : this.threads.invokeAll(tasks)) {
				each.get();
			}
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw new IllegalStateException("a call to Segment failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while Segment was called", ex);
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
