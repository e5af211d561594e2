package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import reactor.core.Disposable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Somebody who reads an event stream, until it is closed.
 */
final class LiveReader implements AutoCloseable {

	private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT = new ParameterizedTypeReference<>() {
	};

	private final List<ServerSentEvent<String>> all = new ArrayList<>();

	private final Disposable stream;

	private LiveReader(WebClient.RequestHeadersSpec<?> request) {
		this.stream = request.accept(MediaType.TEXT_EVENT_STREAM)
			.retrieve()
			.bodyToFlux(EVENT)
			.subscribe(this::add, (_) -> {
				// Tests ask whether it has ended.
			});
	}

	private void add(ServerSentEvent<String> event) {
		synchronized (this.all) {
			this.all.add(event);
		}
	}

	/** Opens a stream, and waits for its beginning. */
	static LiveReader open(InviteApi api, String token, String lastEventId) {
		return begun(
				new LiveReader(WebClient.create(api.address()).get().uri("/v1/invites/events").headers((headers) -> {
					headers.setBearerAuth(token);
					if (lastEventId != null) {
						headers.set("Last-Event-ID", lastEventId);
					}
				})));
	}

	/** The same over GraphQL. */
	static LiveReader subscribe(InviteApi api, String token, String after) {
		String query = """
				subscription Follow($after: String) { invite_changed(after: $after) {
					kind cursor invite { inviteId email organization roles status generation requestedAt }
				} }""";
		return begun(new LiveReader(WebClient.create(api.address())
			.post()
			.uri("/graphql")
			.headers((headers) -> headers.setBearerAuth(token))
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", query, "variables", (after != null) ? Map.of("after", after) : Map.of()))));
	}

	private static LiveReader begun(LiveReader reader) {
		reader.await(() -> reader.all().stream().anyMatch((event) -> event.data() != null) || reader.ended());
		return reader;
	}

	/** All that came, comments included. */
	List<ServerSentEvent<String>> all() {
		synchronized (this.all) {
			return List.copyOf(this.all);
		}
	}

	/** The events that name changed invites. */
	List<ServerSentEvent<String>> invites() {
		return all().stream().filter((event) -> "invite".equals(event.event())).toList();
	}

	/** Such as {@code ready}. */
	List<String> names() {
		return all().stream().filter((event) -> event.data() != null).map(ServerSentEvent::event).toList();
	}

	/** Of all invites that came, one value each. */
	List<String> told(String field) {
		return invites().stream().map((event) -> JsonPath.<String>read(event.data(), "$." + field)).toList();
	}

	/** Where it stands. */
	String position() {
		return all().stream().map(ServerSentEvent::id).filter((id) -> id != null).toList().getLast();
	}

	boolean ended() {
		return this.stream.isDisposed();
	}

	void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).until(condition);
	}

	@Override
	public void close() {
		this.stream.dispose();
	}

}
