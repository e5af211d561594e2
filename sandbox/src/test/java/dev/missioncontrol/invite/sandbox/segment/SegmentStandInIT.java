package dev.missioncontrol.invite.sandbox.segment;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SegmentStandInIT {

	private static final String KEY = SegmentFixture.basic(SegmentFixture.WRITE_KEY);

	private final SegmentFixture segment = new SegmentFixture();

	@AfterEach
	void stop() {
		this.segment.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/batch", "/v1/batch/", "/v1/import", "/v1/import/" })
	void takesBatchesAtEachOfItsAddresses(String path) {
		String body = json(Map.of("batch", Collections.singletonList(SegmentFixture.identify("1"))));
		assertThat(this.segment.post(path, KEY, body).statusCode()).isEqualTo(200);
		assertThat(this.segment.outcomes()).containsExactly("delivered");
	}

	@Test
	void takesPackedBatches() {
		byte[] body = json(Map.of("batch", Collections.singletonList(SegmentFixture.identify("1"))))
			.getBytes(StandardCharsets.UTF_8);
		HttpResponse<String> response = this.segment.post("/v1/batch", SegmentFixture.gzip(body), "Authorization", KEY,
				"Content-Encoding", "gzip");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(this.segment.outcomes()).containsExactly("delivered");
	}

	@Test
	void sendsTheMailOnceTheContactIsThere() {
		this.segment.send(SegmentFixture.identify("1"));
		this.segment.later(Duration.ofSeconds(1));
		this.segment.send(SegmentFixture.track("2"));
		assertThat(this.segment.sent()).singleElement()
			.satisfies((mail) -> assertThat(mail.text()).contains("http://localhost/claim?invite_token=abc"));
	}

	@Test
	void losesATrackInTheBatchOfItsIdentify() {
		this.segment.send(SegmentFixture.identify("1"), SegmentFixture.track("2"));
		assertThat(this.segment.outcomes()).containsExactly("delivered", "delivered");
		assertThat(this.segment.journal().at("/messages/1/intercom/0").asString()).isEqualTo("no-contact");
		assertThat(this.segment.sent()).isEmpty();
	}

	@Test
	void dropsEverythingUnderAWrongKeyWithoutAWord() {
		String body = json(Map.of("batch", Collections.singletonList(SegmentFixture.identify("1"))));
		assertThat(this.segment.post("/v1/batch", SegmentFixture.basic("wrong-key"), body).statusCode()).isEqualTo(200);
		assertThat(this.segment.outcomes()).containsExactly("dropped:wrong-write-key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer abc", "Basic !", "Basic Og==", "" })
	void asksForAKey(String authorization) {
		assertThat(this.segment.post("/v1/batch", authorization, "{}").statusCode()).isEqualTo(401);
	}

	@Test
	void dropsWhatItCannotUseWithoutAWord() {
		Map<String, Object> nobody = SegmentFixture.identify("1");
		nobody.remove("userId");
		Map<String, Object> noEvent = SegmentFixture.track("2");
		noEvent.remove("event");
		Map<String, Object> noId = SegmentFixture.identify("3");
		noId.remove("messageId");
		Map<String, Object> odd = SegmentFixture.identify("4");
		odd.put("type", "shout");
		assertThat(this.segment.send(nobody, noEvent, noId, odd)).isEqualTo(200);
		assertThat(this.segment.outcomes()).containsExactly("dropped:no-user", "dropped:no-event",
				"dropped:no-message-id", "dropped:unknown-type");
	}

	@Test
	void takesMessageIdsBelowAHundredCharacters() {
		this.segment.send(SegmentFixture.identify("x".repeat(99)), SegmentFixture.identify("y".repeat(100)));
		assertThat(this.segment.outcomes()).containsExactly("delivered", "dropped:long-message-id");
	}

	@Test
	void takesAMessageIdOnceADay() {
		this.segment.send(SegmentFixture.identify("1"), SegmentFixture.identify("1"));
		this.segment.later(Duration.ofHours(24).minusSeconds(1));
		this.segment.send(SegmentFixture.identify("1"));
		this.segment.later(Duration.ofSeconds(1));
		this.segment.send(SegmentFixture.identify("1"));
		assertThat(this.segment.outcomes()).containsExactly("delivered", "duplicate", "duplicate", "delivered");
	}

	@Test
	void remembersNoIdOfADroppedMessage() {
		Map<String, Object> nobody = SegmentFixture.identify("1");
		nobody.remove("userId");
		this.segment.send(nobody);
		this.segment.send(SegmentFixture.identify("1"));
		assertThat(this.segment.outcomes()).containsExactly("dropped:no-user", "delivered");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{\"batch\":1}", "null" })
	void refusesWhatIsNoBatch(String body) {
		assertThat(this.segment.post("/v1/batch", KEY, body).statusCode()).isEqualTo(400);
	}

	@Test
	void refusesWhatOnlySaysThatItIsPacked() {
		HttpResponse<String> response = this.segment.post("/v1/batch", "{}".getBytes(StandardCharsets.UTF_8),
				"Authorization", KEY, "Content-Encoding", "gzip");
		assertThat(response.statusCode()).isEqualTo(400);
	}

	@Test
	void refusesABatchAboveItsSize() {
		byte[] body = paddedTo(512_000);
		assertThat(this.segment.post("/v1/batch", body, "Authorization", KEY).statusCode()).isEqualTo(200);
		byte[] more = paddedTo(512_000 + 1);
		assertThat(this.segment.post("/v1/batch", more, "Authorization", KEY).statusCode()).isEqualTo(400);
		assertThat(this.segment
			.post("/v1/batch", SegmentFixture.gzip(more), "Authorization", KEY, "Content-Encoding", "gzip")
			.statusCode()).isEqualTo(400);
		assertThat(this.segment.journal().at("/counts/refused:batch-too-large").asInt()).isEqualTo(2);
	}

	@Test
	void refusesAMessageAboveItsSize() {
		assertThat(this.segment.send(messageOf(32_768))).isEqualTo(200);
		assertThat(this.segment.send(SegmentFixture.identify("2"), messageOf(32_768 + 1))).isEqualTo(400);
		assertThat(this.segment.outcomes()).hasSize(1);
	}

	@Test
	void refusesTooManyMessages() {
		String message = "{\"messageId\":\"1\"}";
		String most = String.join(",", Collections.nCopies(2_500, message));
		assertThat(this.segment.post("/v1/batch", KEY, "{\"batch\":[" + most + "]}").statusCode()).isEqualTo(200);
		assertThat(this.segment.post("/v1/batch", KEY, "{\"batch\":[" + most + "," + message + "]}").statusCode())
			.isEqualTo(400);
	}

	@Test
	void failsAsOftenAsToldAndTakesNothing() {
		fault("{\"status\":503,\"retryAfter\":2,\"count\":2}");
		HttpResponse<String> failure = this.segment.post("/v1/batch", KEY, "{\"batch\":[]}");
		assertThat(failure.statusCode()).isEqualTo(503);
		assertThat(failure.headers().firstValue("Retry-After")).contains("2");
		assertThat(this.segment.send(SegmentFixture.identify("1"))).isEqualTo(503);
		assertThat(this.segment.outcomes()).isEmpty();
		assertThat(this.segment.send(SegmentFixture.identify("1"))).isEqualTo(200);
		assertThat(this.segment.journal().at("/counts/fault:503").asInt()).isEqualTo(2);
	}

	@Test
	void losesItsAnswerWhenTold() {
		fault("{\"status\":500,\"count\":1,\"taken\":true}");
		assertThat(this.segment.send(SegmentFixture.identify("1"))).isEqualTo(500);
		assertThat(this.segment.send(SegmentFixture.identify("1"))).isEqualTo(200);
		assertThat(this.segment.outcomes()).containsExactly("delivered", "duplicate");
	}

	@Test
	void isSlowWhenTold() {
		fault("{\"delayMs\":200}");
		long before = System.nanoTime();
		assertThat(this.segment.send(SegmentFixture.identify("1"))).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	@Test
	void failsUntilTheFaultIsTakenBack() {
		fault("{\"status\":429}");
		assertThat(this.segment.send(SegmentFixture.identify("1"))).isEqualTo(429);
		assertThat(this.segment.send(SegmentFixture.identify("1"))).isEqualTo(429);
		this.segment.delete("/faults");
		assertThat(this.segment.send(SegmentFixture.identify("1"))).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"status\":1}", "{\"status\":503,\"count\":0}", "{", "" })
	void refusesOddFaults(String fault) {
		assertThat(this.segment.post("/faults", fault.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
	}

	private void fault(String fault) {
		assertThat(this.segment.post("/faults", fault.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(200);
	}

	private static byte[] paddedTo(int length) {
		String body = "{\"batch\":[],\"padding\":\"\"}";
		return body.replace("\"\"", "\"" + "x".repeat(length - body.length()) + "\"").getBytes(StandardCharsets.UTF_8);
	}

	private static Map<String, Object> messageOf(int length) {
		Map<String, Object> message = SegmentFixture.identify("1");
		message.put("padding", "");
		message.put("padding", "x".repeat(length - json(message).length()));
		return message;
	}

	private static String json(Object value) {
		return JsonMapper.builder().build().writeValueAsString(value);
	}

}
