package dev.missioncontrol.invite.bench.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends requests at a steady rate, whether or not earlier ones were answered. Times begin
 * when a request is due, so that a server that stands still for a moment does not hide it
 * (coordinated omission).
 */
public final class SteadyLoad implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.followRedirects(HttpClient.Redirect.NEVER)
		.connectTimeout(TIMEOUT)
		.build();

	private final int status;

	/**
	 * A load that is not under way.
	 * @param status what every request should be answered with
	 */
	public SteadyLoad(int status) {
		this.status = status;
	}

	/**
	 * Sends some and waits for all answers.
	 * @param count how many
	 * @param rate how many in a second
	 * @param requests makes each, from 0 on
	 * @return from when each was due to its answer
	 * @throws IOException when one is not answered as it should
	 */
	public Latencies send(int count, double rate, IntFunction<HttpRequest> requests) throws IOException {
		List<CompletableFuture<Double>> answers = new ArrayList<>();
		long start = System.nanoTime();
		for (int number = 0; number < count; number++) {
			long due = start + (long) (number / rate * TimeUnit.SECONDS.toNanos(1));
			await(due);
			answers.add(this.client.sendAsync(requests.apply(number), HttpResponse.BodyHandlers.discarding())
				.thenApply((response) -> took(due, response)));
		}
		try {
			return new Latencies(answers.stream().mapToDouble(CompletableFuture::join).toArray());
		}
		catch (CompletionException ex) {
			throw new IOException("a request failed: " + ex.getCause(), ex.getCause());
		}
	}

	@Override
	public void close() {
		this.client.shutdownNow();
	}

	private double took(long due, HttpResponse<?> response) {
		if (response.statusCode() != this.status) {
			throw new IllegalStateException("answered with " + response.statusCode());
		}
		return (System.nanoTime() - due) / 1e6;
	}

	private static void await(long due) {
		for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

}
