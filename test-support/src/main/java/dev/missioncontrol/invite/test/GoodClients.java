package dev.missioncontrol.invite.test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients that ask one proper thing after the other, and measure how long answers take.
 */
public final class GoodClients implements AutoCloseable {

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final List<Future<List<Long>>> clients = new ArrayList<>();

	private final int port;

	private final String request;

	private volatile boolean enough;

	/**
	 * Nobody asks yet.
	 * @param port of this machine
	 * @param target what they ask for
	 */
	public GoodClients(int port, String target) {
		this.port = port;
		this.request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
	}

	/**
	 * Lets some begin.
	 * @param count how many
	 */
	public void start(int count) {
		for (int i = 0; i < count; i++) {
			this.clients.add(this.threads.submit(this::ask));
		}
	}

	/**
	 * Lets all stop.
	 * @return how long each answer took
	 * @throws AssertionError when a request was not answered
	 */
	public Latencies stop() {
		this.enough = true;
		List<Long> all = new ArrayList<>();
		for (Future<List<Long>> client : this.clients) {
			try {
				all.addAll(client.get());
			}
			catch (ExecutionException ex) {
				throw new AssertionError("a good client got no answer", ex.getCause());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
		return new Latencies(all.stream().sorted().toList());
	}

	private List<Long> ask() throws IOException {
		List<Long> nanos = new ArrayList<>();
		while (!this.enough) {
			// A few requests per connection, so that new ones have to get in as well.
			try (RawConnection connection = new RawConnection(this.port)) {
				for (int i = 0; i < 20 && !this.enough; i++) {
					long start = System.nanoTime();
					int status = connection.send(this.request).receive().status();
					nanos.add(System.nanoTime() - start);
					if (status >= 500 || status == 408 || status == 429) {
						throw new IOException("answered with " + status);
					}
				}
			}
		}
		return nanos;
	}

	@Override
	public void close() {
		this.enough = true;
		this.threads.close();
	}

	/**
	 * How long answers took.
	 *
	 * @param nanos in rising order
	 */
	public record Latencies(List<Long> nanos) {

		/**
		 * The slowest of the fastest so many.
		 * @param percent such as 99
		 * @return in milliseconds
		 */
		public double milliseconds(int percent) {
			return this.nanos.get((this.nanos.size() - 1) * percent / 100) / 1e6;
		}

		@Override
		public String toString() {
			return "%d answers, p50 %.1f ms, p99 %.1f ms, slowest %.1f ms".formatted(this.nanos.size(),
					milliseconds(50), milliseconds(99), milliseconds(100));
		}

	}

}
