package dev.missioncontrol.invite.segment.analytics;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.segment.analytics.gson.AutoValueAdapterFactory;
import com.segment.analytics.gson.ISO8601DateAdapter;
import com.segment.analytics.http.SegmentService;
import com.segment.analytics.http.UploadResponse;
import com.segment.analytics.messages.Batch;
import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.segment.delivery.SegmentClient;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/**
 * Segment's HTTP API, one synchronous call per batch. analytics-java's own client is left
 * out: it queues and retries in memory, where a crash loses what Kafka would have kept.
 */
public final class AnalyticsSegmentClient implements SegmentClient {

	/** Request Timeout and Too Many Requests say nothing against the request itself. */
	private static final Set<Integer> NOT_NOW = Set.of(408, 429);

	private final Gson gson = new GsonBuilder().registerTypeAdapterFactory(new AutoValueAdapterFactory())
		.registerTypeAdapter(Date.class, new ISO8601DateAdapter())
		.create();

	private final HttpUrl endpoint;

	private final String writeKey;

	private final SegmentService service;

	private final Clock clock;

	/**
	 * Makes a client.
	 * @param endpoint address of the batch call, such as
	 * {@code https://api.segment.io/v1/batch}
	 * @param writeKey write key of the source; sent as the user name of HTTP Basic
	 * @param timeouts how long to wait
	 * @param clock tells how long it is until a date that Segment names
	 */
	public AnalyticsSegmentClient(HttpUrl endpoint, String writeKey, Timeouts timeouts, Clock clock) {
		this.clock = clock;
		this.endpoint = endpoint;
		this.writeKey = writeKey;
		String credentials = Credentials.basic(writeKey, "");
		OkHttpClient http = new OkHttpClient.Builder().connectTimeout(timeouts.connect())
			.readTimeout(timeouts.read())
			.callTimeout(timeouts.call())
			.followRedirects(false)
			.socketFactory(new PromptSocketFactory())
			.addInterceptor(
					(chain) -> chain.proceed(chain.request().newBuilder().header("Authorization", credentials).build()))
			.addInterceptor(new StatusOnlyInterceptor())
			.build();
		this.service = new Retrofit.Builder().baseUrl(endpoint.resolve("/"))
			.client(http)
			.addConverterFactory(new StatusOnlyConverterFactory())
			.addConverterFactory(GsonConverterFactory.create(this.gson))
			.build()
			.create(SegmentService.class);
	}

	@Override
	public int sizeOf(Message message) {
		return this.gson.toJson(message).getBytes(StandardCharsets.UTF_8).length;
	}

	@Override
	public Answer upload(List<Message> batch) {
		try {
			Response<UploadResponse> response = this.service
				.upload(this.endpoint, Batch.create(Map.of(), batch, this.writeKey))
				.execute();
			return classify(response);
		}
		catch (InterruptedIOException ex) {
			return new Answer.Unavailable("timeout", null);
		}
		catch (IOException ex) {
			return new Answer.Unavailable("connection", null);
		}
	}

	/** Redirects count as unavailable: somebody between us and Segment is in the way. */
	private Answer classify(Response<UploadResponse> response) {
		int status = response.code();
		if (response.isSuccessful()) {
			return new Answer.Accepted();
		}
		if (status >= 400 && status < 500 && !NOT_NOW.contains(status)) {
			return new Answer.Refused(status);
		}
		return new Answer.Unavailable("http-" + status, RetryAfter.in(response.headers(), this.clock.instant()));
	}

}
