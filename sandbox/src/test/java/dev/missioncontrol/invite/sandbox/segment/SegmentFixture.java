package dev.missioncontrol.invite.sandbox.segment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import dev.missioncontrol.invite.sandbox.intercom.Intercom;
import dev.missioncontrol.invite.sandbox.intercom.InvitationMail;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stand-in on a port of its own, and a sender for it.
 */
final class SegmentFixture implements AutoCloseable {

	static final String WRITE_KEY = "right-key";

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<InvitationMail> sent = new ArrayList<>();

	private final SegmentStandIn standIn;

	private Instant now = Instant.parse("2026-11-21T10:00:00Z");

	SegmentFixture() {
		Intercom intercom = new Intercom(() -> this.now, Duration.ofMillis(10), "Invite Sent", this.sent::add);
		this.standIn = SegmentStandIn.start(0, WRITE_KEY, intercom, () -> this.now);
	}

	List<InvitationMail> sent() {
		return this.sent;
	}

	void later(Duration duration) {
		this.now = this.now.plus(duration);
	}

	/** The status of the answer. */
	int send(Map<?, ?>... messages) {
		return post("/v1/batch", basic(WRITE_KEY), this.mapper.writeValueAsString(Map.of("batch", messages)))
			.statusCode();
	}

	HttpResponse<String> post(String path, String authorization, String body) {
		return post(path, body.getBytes(StandardCharsets.UTF_8), "Authorization", authorization);
	}

	HttpResponse<String> post(String path, byte[] body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
			.POST(HttpRequest.BodyPublishers.ofByteArray(body));
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	HttpResponse<String> delete(String path) {
		return send(HttpRequest.newBuilder(uri(path)).DELETE());
	}

	JsonNode journal() {
		return this.mapper.readTree(send(HttpRequest.newBuilder(uri("/journal"))).body());
	}

	/** What became of each message, oldest first. */
	List<String> outcomes() {
		return journal().path("messages").valueStream().map((entry) -> entry.path("outcome").asString()).toList();
	}

	static String basic(String writeKey) {
		return "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
	}

	static Map<String, Object> identify(String messageId) {
		return message("identify", messageId, "traits",
				Map.of("email", "grace@example.com", "invite_url_0", "http://localhost/claim?invite_token=abc"));
	}

	static Map<String, Object> track(String messageId) {
		Map<String, Object> message = message("track", messageId, "properties", Map.of("invite_id", "1"));
		message.put("event", "Invite Sent");
		return message;
	}

	static byte[] gzip(byte[] plain) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
			gzip.write(plain);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return packed.toByteArray();
	}

	@Override
	public void close() {
		this.standIn.close();
		this.client.close();
	}

	private static Map<String, Object> message(String type, String messageId, String field, Object value) {
		Map<String, Object> message = new HashMap<>();
		message.put("type", type);
		message.put("messageId", messageId);
		message.put("userId", "grace@example.com");
		message.put(field, value);
		return message;
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.standIn.port() + path);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
