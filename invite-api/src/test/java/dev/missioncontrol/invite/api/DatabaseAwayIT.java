package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A database that is late, goes away and comes back. What needs it when duplicates are
 * refused is in {@link DuplicateInviteIT}.
 */
class DatabaseAwayIT {

	@Test
	void startsWithoutAndCatchesUp() {
		TestPostgres real = TestPostgres.newDatabase();
		try (Gate gate = new Gate(real.port(), false); InviteApi api = start(real, gate)) {
			takesInvitesWithoutIt(api);
			Told early = tell();

			gate.open();
			awaitStatus(api, early.id());
			post(api, UUID.randomUUID().toString()).expectStatus().isAccepted();

			gate.shut();
			takesInvitesWithoutIt(api);
			Told late = tell();

			gate.open();
			awaitStatus(api, late.id());
			api.management().get().uri("/actuator/health").exchange().expectStatus().isOk();
		}
	}

	private static InviteApi start(TestPostgres real, Gate gate) {
		TestPostgres gated = new TestPostgres("localhost", gate.port(), real.database(), real.user());
		return InviteApi.start(gated, "--invite.ledger.database.migration-backoff=500ms",
				"--invite.ledger.backoff.max=1s", "--invite.policies.when-unknown=operator");
	}

	private static void takesInvitesWithoutIt(InviteApi api) {
		post(api, null).expectStatus().isAccepted();
		post(api, UUID.randomUUID().toString()).expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals(HttpHeaders.RETRY_AFTER, "5")
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("database-unavailable");
		api.client().get().uri("/v1/invites/" + InviteId.next()).exchange().expectStatus().isEqualTo(503);
		api.management().get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
	}

	private static Told tell() {
		Told told = Told.anInvite();
		TestBroker.shared().send(List.of(new EventRecords().write(Topics.COMMANDS, told.requested())));
		return told;
	}

	private static void awaitStatus(InviteApi api, InviteId id) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> api.client().get().uri("/v1/invites/" + id).exchange().expectStatus().isOk());
	}

	private static WebTestClient.ResponseSpec post(InviteApi api, String key) {
		return api.client().post().uri("/v1/invites").contentType(MediaType.APPLICATION_JSON).headers((headers) -> {
			if (key != null) {
				headers.set("Idempotency-Key", key);
			}
		}).bodyValue("{\"email\":\"grace@example.com\",\"roles\":[\"read\"]}").exchange();
	}

}
