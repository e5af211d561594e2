package dev.missioncontrol.invite.sandbox.evidence;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How fast requests were answered.
 *
 * @param perSecond answers in a second
 * @param median half of the answers came sooner
 * @param slowest of a hundred answers 99 came sooner
 * @param failures answers that were not what was expected
 */
record Speed(long perSecond, Duration median, Duration slowest, long failures) {

	private static final int CALLERS = 8;

	/** Asks many times, some callers at once. */
	static Speed of(int requests, URI address, Predicate<HttpResponse<String>> isGood) {
		try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
			long start = System.nanoTime();
			long[] nanos = IntStream.range(0, requests).mapToObj((_) -> CompletableFuture.supplyAsync(() -> {
				long before = System.nanoTime();
				boolean good = isGood.test(new Visitor().get(address));
				return good ? System.nanoTime() - before : -1;
			}, callers)).toList().stream().mapToLong(CompletableFuture::join).toArray();
			long all = System.nanoTime() - start;
			long failures = Arrays.stream(nanos).filter((each) -> each < 0).count();
			long[] good = Arrays.stream(nanos).filter((each) -> each >= 0).sorted().toArray();
			return new Speed(requests * 1_000_000_000L / all, at(good, 50), at(good, 99), failures);
		}
	}

	private static Duration at(long[] sorted, int percent) {
		return (sorted.length == 0) ? Duration.ZERO : Duration.ofNanos(sorted[(sorted.length - 1) * percent / 100]);
	}

}
