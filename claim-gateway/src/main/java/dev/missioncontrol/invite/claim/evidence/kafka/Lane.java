package dev.missioncontrol.invite.claim.evidence.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A bounded queue with one thread behind it: whoever puts something in does not wait,
 * however long the other side takes.
 *
 * @param <T> what is queued
 */
final class Lane<T> implements AutoCloseable {

	private static final Duration IDLE = Duration.ofMillis(100);

	private final BlockingQueue<T> queue;

	private final int batch;

	private final Work<T> work;

	private final Duration drain;

	private final Thread thread;

	private volatile int inHand;

	private volatile boolean closing;

	Lane(String name, int capacity, int batch, Duration drain, Work<T> work) {
		this.queue = new ArrayBlockingQueue<>(capacity);
		this.batch = batch;
		this.work = work;
		this.drain = drain;
		this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
	}

	/** False when there is no room, or no time left. */
	boolean offer(T item) {
		return !this.closing && this.queue.offer(item);
	}

	boolean isAlive() {
		return this.thread.isAlive();
	}

	/** Those that are being worked on, too. */
	int size() {
		return this.queue.size() + this.inHand;
	}

	/** Works off what is queued for as long as the drain may take. */
	@Override
	public void close() {
		this.closing = true;
		try {
			if (!this.thread.join(this.drain)) {
				this.thread.interrupt();
				this.thread.join(this.drain);
			}
		}
		catch (InterruptedException _) {
			this.thread.interrupt();
			Thread.currentThread().interrupt();
		}
	}

	/** What is still queued after closing; nobody will work it off. */
	List<T> rest() {
		List<T> rest = new ArrayList<>();
		this.queue.drainTo(rest);
		return rest;
	}

	private void run() {
		try {
			while (!this.closing || !this.queue.isEmpty()) {
				T item = this.queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
				if (item != null) {
					List<T> items = new ArrayList<>(List.of(item));
					this.queue.drainTo(items, this.batch - 1);
					this.inHand = items.size();
					this.work.on(items);
					this.inHand = 0;
				}
			}
		}
		catch (InterruptedException _) {
			// Out of time.
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What is done with the items, those that wait together.
	 *
	 * @param <T> the item
	 */
	interface Work<T> {

		void on(List<T> items) throws InterruptedException;

	}

}
