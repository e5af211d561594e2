package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.test.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import reactor.core.publisher.Flux;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures a large batch; docs/batches.md says how to run it. No part of the build: how
 * fast a machine is says nothing about the code.
 */
@EnabledIfSystemProperty(named = "batch.scale", matches = "\\d+")
class BatchScaleIT {

	private final StringBuilder report = new StringBuilder();

	private final Upload upload = Upload.ofSomebody();

	@Test
	void measures() throws IOException {
		int rows = Integer.parseInt(System.getProperty("batch.scale"));
		try (InviteApi api = InviteApi.start(TestPostgres.newDatabase(), "--invite.policy.duplicates=refuse",
				"--spring.kafka.listener.auto-startup=false")) {
			String warm = this.upload.sent(api, Upload.CSV, this.upload.csv(500), null);
			this.upload.awaitEnd(api, warm);
			Heap heap = Heap.watched();
			long begin = System.nanoTime();
			String id = send(api, rows);
			line(heap, "upload", rows, begin);
			begin = System.nanoTime();
			Map<String, Object> end = Awaitility.await()
				.atMost(Duration.ofHours(1))
				.pollInterval(Duration.ofMillis(500))
				.until(() -> this.upload.read(api, id), (batch) -> batch.get("finishedAt") != null);
			line(heap, "carried out", rows, begin);
			begin = System.nanoTime();
			assertThat(fetched(api, id)).isEqualTo(rows + 1);
			line(heap, "results as CSV", rows, begin);
			heap.stop();
			assertThat(end).containsEntry("total", rows).containsEntry("failed", 0);
			assertThat(end.get("accepted")).isEqualTo(rows - 500);
		}
		Files.writeString(Path.of("target", "batch-scale.txt"), this.report);
	}

	/** Made while it is sent. */
	private String send(InviteApi api, int rows) {
		Flux<DataBuffer> body = Flux.just("email,roles,metadata.note\n")
			.concatWith(Flux.range(0, (rows + 99) / 100)
				.map((part) -> IntStream.rangeClosed(part * 100 + 1, Math.min(rows, (part + 1) * 100))
					.mapToObj((row) -> "p" + row + "@example.com,read;write,\"row " + row + ", of many\"\n")
					.collect(Collectors.joining())))
			.map((text) -> DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8)));
		return client(api).post()
			.uri("/v1/invites/batch")
			.contentType(Upload.CSV)
			.body(BodyInserters.fromDataBuffers(body))
			.retrieve()
			.bodyToMono(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.map((batch) -> batch.get("id").toString())
			.block(Duration.ofMinutes(9));
	}

	/** Lines of the answer. */
	private long fetched(InviteApi api, String id) {
		AtomicLong lines = new AtomicLong();
		client(api).get()
			.uri("/v1/invites/batch/" + id + "/rows")
			.accept(Upload.CSV)
			.retrieve()
			.bodyToFlux(DataBuffer.class)
			.doOnNext((buffer) -> {
				for (int i = 0; i < buffer.readableByteCount(); i++) {
					if (buffer.getByte(i) == '\n') {
						lines.incrementAndGet();
					}
				}
				DataBufferUtils.release(buffer);
			})
			.blockLast(Duration.ofMinutes(9));
		return lines.get();
	}

	private WebClient client(InviteApi api) {
		String token = api.issuer().token(this.upload.organization(), this.upload.scopes());
		return WebClient.builder()
			.baseUrl(api.address())
			.defaultHeaders((headers) -> headers.setBearerAuth(token))
			.build();
	}

	private void line(Heap heap, String what, int rows, long begin) {
		double seconds = (System.nanoTime() - begin) / 1e9;
		this.report.append("%s: %,d rows in %.1f s, %,.0f rows/s, heap after collections grew by %.1f MB at most%n"
			.formatted(what, rows, seconds, rows / seconds, heap.growth() / 1024.0 / 1024.0));
	}

	/** What is left of the heap after each collection, one every 200 ms. */
	private static final class Heap {

		private final AtomicLong most = new AtomicLong();

		private final CountDownLatch end = new CountDownLatch(1);

		private final long before = used();

		private void watch() {
			try {
				do {
					this.most.accumulateAndGet(used() - this.before, Math::max);
				}
				while (!this.end.await(200, TimeUnit.MILLISECONDS));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		static Heap watched() {
			Heap heap = new Heap();
			Thread.ofPlatform().daemon().start(heap::watch);
			return heap;
		}

		/** Since the last time that this was asked for. */
		long growth() {
			return this.most.getAndSet(0);
		}

		void stop() {
			this.end.countDown();
		}

		private static long used() {
			System.gc();
			return ManagementFactory.getMemoryPoolMXBeans()
				.stream()
				.filter((pool) -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
				.map(MemoryPoolMXBean::getCollectionUsage)
				.mapToLong((usage) -> usage.getUsed())
				.sum();
		}

	}

}
