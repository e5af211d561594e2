package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From the topics to what admins see.
 */
@Tag("container")
class LedgerListenerIT {

	private final InviteApi api = InviteApi.shared();

	private final EventRecords records = new EventRecords();

	@Test
	void showsAnInviteFromRequestToAcceptance() {
		Told told = Told.anInvite();
		send(Topics.CLAIMS, told.opened(1, true), told.opened(1, false), told.accepted(1, "auth0|grace"),
				told.accepted(1, "auth0|other"));
		send(Topics.NOTIFICATIONS, told.delivered(1));
		send(Topics.IDENTIFIED, told.identified(1));
		send(Topics.SIGNED, told.signed(1));
		send(Topics.COMMANDS, told.requested());

		awaitStatus(told.id(), "accepted");
		Awaitility.await()
			.untilAsserted(() -> get(told.id()).expectBody()
				.jsonPath("$.timeline[*].milestone")
				.value((milestones) -> assertThat(milestones).isEqualTo(List.of("requested", "signed", "identified",
						"notified", "scanned", "opened", "claim-rejected", "accepted"))));
		get(told.id()).expectBody()
			.jsonPath("$.inviteId")
			.isEqualTo(told.id().toString())
			.jsonPath("$.email")
			.isEqualTo("grace@example.com")
			.jsonPath("$.organization")
			.isEqualTo("acme")
			.jsonPath("$.roles")
			.isEqualTo(List.of("read", "write"))
			.jsonPath("$.generation")
			.isEqualTo(1)
			.jsonPath("$.requestedBy")
			.isEqualTo("auth0|admin")
			.jsonPath("$.requestedAt")
			.isEqualTo(told.start().toString())
			.jsonPath("$.expiresAt")
			.isEqualTo(told.start().plus(Duration.ofHours(24)).toString())
			.jsonPath("$.timeline[7].detail")
			.isEqualTo("auth0|grace")
			.jsonPath("$.timeline[0].at")
			.isEqualTo(told.start().toString());

		InviteClosed closed = closed(told.id());
		assertThat(closed.reason()).isEqualTo(InviteClosed.Reason.ACCEPTED);
		assertThat(closed.by()).isEqualTo("auth0|grace");
		assertThat(closed.at()).isEqualTo(told.start().plusSeconds(50));
	}

	@Test
	void decidesRevocations() {
		Told told = Told.anInvite();
		send(Topics.COMMANDS, told.requested(), told.revokeRequested(10));
		awaitStatus(told.id(), "revoked");
		assertThat(closed(told.id()).reason()).isEqualTo(InviteClosed.Reason.REVOKED);
	}

	@Test
	void setsPoisonApartAndGoesOn() {
		Told told = Told.anInvite();
		byte[] key = InviteId.next().toString().getBytes(StandardCharsets.UTF_8);
		ProducerRecord<byte[], byte[]> poison = new ProducerRecord<>(Topics.CLAIMS.name(), key,
				"not json".getBytes(StandardCharsets.UTF_8));
		poison.headers().add("spring_json_header_types", "{\"x\":\"java.lang.Void\"}".getBytes(StandardCharsets.UTF_8));
		ProducerRecord<byte[], byte[]> unstorable = this.records.write(Topics.CLAIMS, told.accepted(1, "a\0b"));
		TestBroker.shared().send(List.of(poison, unstorable));
		send(Topics.COMMANDS, told.requested());

		awaitStatus(told.id(), "requested");
		ConsumerRecord<byte[], byte[]> letter = letter(Topics.CLAIMS, key);
		assertThat(letter.value()).isEqualTo("not json".getBytes(StandardCharsets.UTF_8));
		assertThat(reason(letter)).isEqualTo("bad-envelope");
		assertThat(reason(letter(Topics.CLAIMS, unstorable.key()))).isEqualTo("unstorable");
		MeterRegistry meters = this.api.context().getBean(MeterRegistry.class);
		assertThat(meters.get("invite.ledger.dead.letters").tag("reason", "unstorable").counter().count()).isEqualTo(1);
		assertThat(meters.get("invite.ledger.projected")
			.tag("type", "dev.missioncontrol.invite.requested.v1")
			.counter()
			.count()).isPositive();
	}

	@Test
	void leavesPoisonOfOtherStagesToThem() {
		Told told = Told.anInvite();
		byte[] key = told.id().toString().getBytes(StandardCharsets.UTF_8);
		for (Topic<?> topic : List.of(Topics.COMMANDS, Topics.SIGNED, Topics.IDENTIFIED)) {
			TestBroker.shared().send(List.of(new ProducerRecord<>(topic.name(), key, new byte[] { '{' })));
		}
		TestBroker.shared().send(List.of(new ProducerRecord<>(Topics.CLAIMS.name(), key, new byte[] { '{' })));
		send(Topics.COMMANDS, told.requested());
		awaitStatus(told.id(), "requested");
		letter(Topics.CLAIMS, key);
		MeterRegistry meters = this.api.context().getBean(MeterRegistry.class);
		assertThat(meters.get("invite.ledger.unreadable").tag("reason", "bad-envelope").counter().count())
			.isGreaterThanOrEqualTo(3);
	}

	/** Only token-worker may write the dead letters of commands. */
	@Test
	void leavesWhatItCannotStoreOfOtherStagesToThem() {
		Told told = Told.anInvite();
		send(Topics.COMMANDS, told.requested());
		send(Topics.COMMANDS,
				told.at(10, new InviteRevokeRequested(told.id(), 1, "a\0b", told.start().plusSeconds(10), null)));
		MeterRegistry meters = this.api.context().getBean(MeterRegistry.class);
		Awaitility.await()
			.until(() -> meters.find("invite.ledger.unreadable").tag("reason", "unstorable").counter() != null);
		awaitStatus(told.id(), "requested");
	}

	@Test
	void hidesInvitesOfOthers() {
		Told told = Told.anInvite();
		send(Topics.COMMANDS, told.requested());
		awaitStatus(told.id(), "requested");
		WebTestClient foreign = this.api.client(this.api.issuer().token("globex", "read:invites"));
		for (String id : List.of(told.id().toString(), InviteId.next().toString(), "1-1-1-1-1", "x")) {
			foreign.get()
				.uri((uri) -> uri.path("/v1/invites/{id}").build(id))
				.exchange()
				.expectStatus()
				.isNotFound()
				.expectHeader()
				.valueEquals(HttpHeaders.RETRY_AFTER, "1")
				.expectBody()
				.jsonPath("$.code")
				.isEqualTo("invite-not-found");
		}
	}

	@Test
	void needsTheScopeToRead() {
		this.api.client(this.api.issuer().token("acme", "create:invites"))
			.get()
			.uri("/v1/invites/" + InviteId.next())
			.exchange()
			.expectStatus()
			.isForbidden()
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("insufficient-scope");
	}

	@SafeVarargs
	private <E extends InviteEvent> void send(Topic<E> topic, CloudEvent<? extends E>... events) {
		for (CloudEvent<? extends E> event : events) {
			TestBroker.shared().send(List.of(this.records.write(topic, event)));
		}
	}

	private WebTestClient.ResponseSpec get(InviteId id) {
		return this.api.client().get().uri("/v1/invites/" + id).exchange();
	}

	private void awaitStatus(InviteId id, String status) {
		Awaitility.await(status)
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> get(id).expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo(status));
	}

	private InviteClosed closed(InviteId id) {
		ConsumerRecord<byte[], byte[]> record = TestBroker.shared()
			.await(Topics.CLOSED.name(), 1,
					(candidate) -> id.toString().equals(new String(candidate.key(), StandardCharsets.UTF_8)))
			.getFirst();
		return ((Decoded.Event<InviteClosed>) this.records.read(Topics.CLOSED, record)).event().data();
	}

	private static ConsumerRecord<byte[], byte[]> letter(Topic<?> topic, byte[] key) {
		return TestBroker.shared()
			.await(topic.deadLetters(), 1, (candidate) -> Arrays.equals(key, candidate.key()))
			.getFirst();
	}

	private static String reason(ConsumerRecord<?, ?> letter) {
		return new String(letter.headers().lastHeader(DeadLetter.REASON).value(), StandardCharsets.UTF_8);
	}

}
