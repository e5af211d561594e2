package dev.missioncontrol.invite.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import dev.missioncontrol.invite.event.InviteEvent;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Segment that keeps what arrives, refuses batches with one address, and can be away or
 * slow.
 */
public final class RecordingSegment extends Dispatcher implements AutoCloseable {

	public static final String REFUSED = "refused@example.com";

	private final MockWebServer server = new MockWebServer();

	private final Queue<Message> messages = new ConcurrentLinkedQueue<>();

	private volatile int status = 200;

	private volatile @Nullable String retryAfter;

	private volatile Predicate<String> away = (body) -> true;

	private volatile Duration delay = Duration.ZERO;

	RecordingSegment() {
		this.server.setDispatcher(this);
		try {
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String endpoint() {
		return this.server.url("/v1/batch").toString();
	}

	/** Answers all calls with this from now on. */
	void answer(int status) {
		this.status = status;
		this.retryAfter = null;
		this.away = (body) -> true;
	}

	void answer(int status, String retryAfter) {
		answer(status);
		this.retryAfter = retryAfter;
	}

	/** Answers some calls with this from now on. */
	void answer(int status, Predicate<String> body) {
		answer(status);
		this.away = body;
	}

	void delay(Duration delay) {
		this.delay = delay;
	}

	@Override
	public MockResponse dispatch(RecordedRequest request) {
		Instant now = Instant.now();
		String body = Objects.requireNonNull(request.getBody()).utf8();
		int answer = this.away.test(body) ? this.status : 200;
		if (answer == 200 && body.contains(REFUSED)) {
			answer = 400;
		}
		for (JsonNode message : JsonMapper.shared().readTree(body).at("/batch")) {
			this.messages.add(new Message(now, answer, message));
		}
		MockResponse.Builder response = new MockResponse.Builder().code(answer)
			.headersDelay(this.delay.toMillis(), TimeUnit.MILLISECONDS);
		String wait = this.retryAfter;
		if (wait != null && answer != 200) {
			response.setHeader("Retry-After", wait);
		}
		return response.build();
	}

	List<Message> messages() {
		return List.copyOf(this.messages);
	}

	List<Message> attempts(InviteEvent event, String kind, int replay) {
		String id = event.inviteId() + ":" + kind + ":" + event.generation() + ":" + replay;
		return this.messages.stream().filter((message) -> message.id().equals(id)).toList();
	}

	List<Message> attempts(InviteEvent event, String kind) {
		return attempts(event, kind, 0);
	}

	/** The one that was taken; fails when there are none or several. */
	Message only(InviteEvent event, String kind) {
		List<Message> taken = attempts(event, kind).stream().filter((message) -> message.status() == 200).toList();
		assertThat(taken).hasSize(1);
		return taken.getFirst();
	}

	@Override
	public void close() {
		this.server.close();
	}

	/** One message as it arrived. */
	record Message(Instant at, int status, JsonNode json) {

		String id() {
			return this.json.at("/messageId").asString();
		}

	}

}
