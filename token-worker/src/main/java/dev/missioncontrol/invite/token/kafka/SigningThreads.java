package dev.missioncontrol.invite.token.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Works on the records of one poll at the same time: RSA takes nearly all of a batch's
 * time, and all processors can share it.
 */
final class SigningThreads implements AutoCloseable {

	private final ExecutorService pool;

	SigningThreads(int threads) {
		this.pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("signing-", 1).daemon().factory());
	}

	/**
	 * Applies a function to all items.
	 * @param items what to work on
	 * @param work called by several threads
	 * @return the results, in the order of the items
	 * @throws IllegalStateException when one fails, or the wait is interrupted
	 */
	<T, R> List<R> map(List<T> items, Function<? super T, ? extends R> work) {
		List<Callable<R>> tasks = new ArrayList<>(items.size());
		items.forEach((item) -> tasks.add(() -> work.apply(item)));
		try {
			List<R> results = new ArrayList<>(items.size());
			for (Future<R> result : this.pool.invokeAll(tasks)) {
				results.add(result.get());
			}
			return results;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("a batch could not be signed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while signing", ex);
		}
	}

	@Override
	public void close() {
		this.pool.shutdownNow();
	}

}
