package dev.missioncontrol.invite.claim;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutageIT {

	/** Nothing listens on the discard port. */
	private static final String NOWHERE = "localhost:9";

	private final Invite invite = InviteFixture.anInvite().build();

	@Test
	void isUpButNotReadyWhenKafkaIsAwayAtTheStart() {
		try (Gateway gateway = Gateway.start(NOWHERE, "--claim.evidence.drain=100ms")) {
			assertThat(gateway.health("liveness")).isEqualTo(200);
			assertThat(gateway.health("readiness")).isEqualTo(503);
			HttpResponse<String> problem = gateway.browser()
				.call("/claim?invite_token=" + gateway.tokens().sign(this.invite));
			assertThat(problem.statusCode()).isEqualTo(503);
			assertThat(problem.headers().firstValue("Retry-After")).hasValue("10");
			assertThat(problem.body()).contains("invite_status_unavailable");
			assertThat(gateway.status(this.invite).statusCode()).isEqualTo(503);
		}
	}

	@Test
	void startsWhileTheBrokersNamesDoNotResolve() {
		try (Gateway gateway = Gateway.start("kafka.invalid:9092", "--claim.evidence.drain=100ms")) {
			assertThat(gateway.health("liveness")).isEqualTo(200);
			assertThat(gateway.health("readiness")).isEqualTo(503);
		}
	}

	@Test
	void goesOnAtFullSpeedWhenKafkaGoesAway() {
		try (TestBroker broker = TestBroker.start(Map.of());
				Gateway gateway = Gateway.start(broker.bootstrapServers(), "--claim.evidence.notes=5",
						"--claim.evidence.drain=100ms", "--claim.acknowledgement-wait=500ms")) {
			gateway.awaitReady();
			assertThat(gateway.gauge("invite.claim.closed.silence")).isLessThan(30);
			broker.stop();
			for (int i = 0; i < 20; i++) {
				Instant start = Instant.now();
				gateway.follow(gateway.browser(), this.invite);
				assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
			}
			Browser browser = gateway.browser();
			Query login = gateway.follow(browser, this.invite);
			String code = gateway.auth0().code(login, gateway.auth0().claims(login, "grace@example.com"));
			Instant start = Instant.now();
			assertThat(browser.get("/claim/callback?code=" + code + "&state=" + login.get("state"))
				.headers()
				.firstValue("Location")).hasValue(Gateway.DASHBOARD);
			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> gateway.counted("invite.claim.evidence", "event", "opened", "result", "lost") == 21);
			assertThat(gateway.health("readiness")).isEqualTo(200);
			assertThat(gateway.gauge("invite.claim.closed.silence")).as("grows for as long as Kafka is away")
				.isPositive();
		}
	}

}
