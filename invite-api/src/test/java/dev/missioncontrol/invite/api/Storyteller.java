package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.TestBroker;
import org.awaitility.Awaitility;

import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Tells what other services would, and reads what the ledger made of it.
 *
 * @param api whose ledger
 */
record Storyteller(InviteApi api) {

	<E extends InviteEvent> void tell(Topic<? super E> topic, CloudEvent<E> event) {
		TestBroker.shared().send(List.of(new EventRecords().write(topic, event)));
	}

	<E extends InviteEvent> void tell(Topic<? super E> topic, E event) {
		tell(topic, CloudEvent.once("/test", Instant.now(), event));
	}

	WebTestClient.BodyContentSpec invite(InviteId id) {
		return this.api.client().get().uri("/v1/invites/" + id).exchange().expectStatus().isOk().expectBody();
	}

	void awaitStatus(InviteId id, String status) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> invite(id).jsonPath("$.status").isEqualTo(status));
	}

	void awaitGeneration(InviteId id, int generation) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> invite(id).jsonPath("$.generation").isEqualTo(generation));
	}

}
