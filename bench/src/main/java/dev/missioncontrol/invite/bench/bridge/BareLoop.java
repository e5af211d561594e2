package dev.missioncontrol.invite.bench.bridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.segment.analytics.gson.AutoValueAdapterFactory;
import com.segment.analytics.gson.ISO8601DateAdapter;
import com.segment.analytics.messages.Batch;
import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.bench.process.Services;
import dev.missioncontrol.invite.bench.process.Sink;
import dev.missioncontrol.invite.segment.analytics.PromptSocketFactory;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends batches that equal those of segment-bridge, with the same HTTP client and as many
 * at a time, and does nothing else: no Kafka, no events, no outcomes.
 */
final class BareLoop {

	private static final MediaType JSON = MediaType.get("application/json");

	private final Gson gson = new GsonBuilder().registerTypeAdapterFactory(new AutoValueAdapterFactory())
		.registerTypeAdapter(Date.class, new ISO8601DateAdapter())
		.create();

	private final OkHttpClient http = new OkHttpClient.Builder().socketFactory(new PromptSocketFactory()).build();

	private final List<List<Message>> batches;

	private final List<byte[]> bodies;

	private final int parallel;

	/**
	 * A loop over batches.
	 * @param batches as segment-bridge packs them
	 * @param parallel how many at a time
	 */
	BareLoop(List<List<Message>> batches, int parallel) {
		this.batches = batches;
		this.bodies = batches.stream().map(this::body).toList();
		this.parallel = parallel;
	}

	/** Calls per second with bodies that are there already. */
	double ready(int port, int calls) throws Exception {
		return rate(port, calls, this.bodies::get);
	}

	/** Calls per second when the JSON of each body is written, too. */
	double written(int port, int calls) throws Exception {
		return rate(port, calls, (index) -> body(this.batches.get(index)));
	}

	private byte[] body(List<Message> batch) {
		return this.gson.toJson(Batch.create(Map.of(), batch, Services.WRITE_KEY)).getBytes(StandardCharsets.UTF_8);
	}

	private double rate(int port, int calls, Bodies source) throws Exception {
		AtomicInteger next = new AtomicInteger();
		Callable<Object> loop = () -> {
			for (int i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
				send(port, source.get(i % this.batches.size()));
			}
			return true;
		};
		List<Callable<Object>> loops = new ArrayList<>();
		for (int i = 0; i < this.parallel; i++) {
			loops.add(loop);
		}
		try (ExecutorService threads = Executors.newFixedThreadPool(this.parallel)) {
			long start = System.nanoTime();
			for (Future<Object> each : threads.invokeAll(loops)) {
				each.get();
			}
			return calls * 1e9 / (System.nanoTime() - start);
		}
	}

	private void send(int port, byte[] body) throws IOException {
		Request request = new Request.Builder().url("http://127.0.0.1:" + port + Sink.PATH)
			.post(RequestBody.create(body, JSON))
			.build();
		try (Response response = this.http.newCall(request).execute()) {
			if (!response.isSuccessful()) {
				throw new IOException("the sink answers " + response.code());
			}
		}
	}

	/** Gives the body of a batch. */
	@FunctionalInterface
	private interface Bodies {

		byte[] get(int index);

	}

}
