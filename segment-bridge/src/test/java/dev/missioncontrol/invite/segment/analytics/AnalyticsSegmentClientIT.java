package dev.missioncontrol.invite.segment.analytics;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.segment.SignedFixture;
import dev.missioncontrol.invite.segment.delivery.SegmentClient.Answer;
import dev.missioncontrol.invite.segment.notification.IdentifyingContact;
import dev.missioncontrol.invite.segment.notification.Notification;
import dev.missioncontrol.invite.segment.notification.Telling;
import dev.missioncontrol.invite.segment.notification.UserId;
import dev.missioncontrol.invite.test.InviteFixture;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AnalyticsSegmentClientIT {

	private final MockWebServer server = new MockWebServer();

	private AnalyticsSegmentClient client;

	@BeforeEach
	void start() throws IOException {
		this.server.start();
		this.client = new AnalyticsSegmentClient(this.server.url("/v1/batch"), "write-key",
				new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)), Clock.systemUTC());
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void speaksSegmentsProtocol() throws InterruptedException {
		this.server.enqueue(new MockResponse.Builder().body("{\"success\":true}").build());
		Message message = message();
		assertThat(this.client.upload(List.of(message))).isEqualTo(new Answer.Accepted());

		RecordedRequest request = this.server.takeRequest(1, TimeUnit.SECONDS);
		assertThat(request.getMethod()).isEqualTo("POST");
		assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/batch");
		assertThat(request.getHeaders().get("Authorization")).isEqualTo(Credentials.basic("write-key", ""));
		JsonNode body = JsonMapper.shared().readTree(request.getBody().utf8());
		assertThat(body.has("sentAt")).isTrue();
		JsonNode identify = body.at("/batch/0");
		assertThat(identify.at("/type").asString()).isEqualTo("identify");
		assertThat(identify.at("/messageId").asString()).isEqualTo(message.messageId());
		assertThat(identify.at("/userId").asString()).isEqualTo("grace@example.com");
		assertThat(identify.at("/timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.\\d{3}Z");
		assertThat(identify.at("/traits/company/name").asString()).isEqualTo("Acme Inc.");
		assertThat(identify.at("/traits/invite_url_9").asString()).isNotEmpty();
		assertThat(this.client.sizeOf(message)).isBetween(identify.toString().length() - 10,
				identify.toString().length() + 10);
	}

	@ParameterizedTest
	@CsvSource({ "200, ''", "200, not json", "200, <html/>", "202, {}", "204, ''" })
	void takesEvery2xxForAYes(int status, String body) {
		this.server.enqueue(new MockResponse.Builder().code(status).body(body).build());
		assertThat(this.client.upload(List.of(message()))).isEqualTo(new Answer.Accepted());
	}

	@ParameterizedTest
	@CsvSource({ "400", "401", "403", "404", "413", "422" })
	void takesOther4xxForANo(int status) {
		this.server.enqueue(new MockResponse.Builder().code(status).build());
		assertThat(this.client.upload(List.of(message()))).isEqualTo(new Answer.Refused(status));
	}

	@ParameterizedTest
	@CsvSource({ "408", "429", "500", "502", "503", "504", "302" })
	void takesTheRestForNotNow(int status) {
		// OkHttp itself tries once more after 408.
		this.server.enqueue(new MockResponse.Builder().code(status).build());
		this.server.enqueue(new MockResponse.Builder().code(status).build());
		assertThat(this.client.upload(List.of(message()))).isEqualTo(new Answer.Unavailable("http-" + status, null));
	}

	@Test
	void hearsHowLongSegmentWantsToBeLeftAlone() {
		this.server.enqueue(new MockResponse.Builder().code(429).setHeader("Retry-After", "7").build());
		assertThat(this.client.upload(List.of(message())))
			.isEqualTo(new Answer.Unavailable("http-429", Duration.ofSeconds(7)));
	}

	@Test
	void waitsNoLongerThanItsTimeout() {
		this.server.enqueue(new MockResponse.Builder().headersDelay(1500, TimeUnit.MILLISECONDS).build());
		assertThat(this.client.upload(List.of(message()))).isEqualTo(new Answer.Unavailable("timeout", null));
	}

	@Test
	void survivesAResetConnection() {
		for (int i = 0; i < 3; i++) {
			this.server.enqueue(new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build());
		}
		assertThat(this.client.upload(List.of(message()))).isEqualTo(new Answer.Unavailable("connection", null));
	}

	private static Message message() {
		return ((Notification.Ready) new IdentifyingContact(UserId.EMAIL, Clock.systemUTC())
			.notify(SignedFixture.signed(InviteFixture.anInvite().build()), new Telling(0, null))).message();
	}

}
