package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Admins send invites again.
 */
class ResendInviteIT {

	private final InviteApi api = InviteApi.shared();

	private final Storyteller ledger = new Storyteller(this.api);

	private final EventRecords records = new EventRecords();

	private final Told told = Told.anInvite();

	@Test
	void givesAFreshLinkAndEndsTheOldOne() {
		this.ledger.tell(Topics.COMMANDS, this.told.requested());
		this.ledger.tell(Topics.SIGNED, this.told.signed(1));
		this.ledger.tell(Topics.CLAIMS, this.told.opened(1, false));
		awaitStatus("opened");
		resend(null, "{\"ttl\":\"PT1H\"}").expectStatus()
			.isAccepted()
			.expectHeader()
			.valueEquals(HttpHeaders.LOCATION, "/v1/invites/" + this.told.id())
			.expectBody()
			.jsonPath("$.inviteId")
			.isEqualTo(this.told.id().toString())
			.jsonPath("$.generation")
			.isEqualTo(2);

		// The milestones of the first generation count no more, but are shown.
		awaitStatus("requested");
		invite().jsonPath("$.generation")
			.isEqualTo(2)
			.jsonPath("$.timeline[?(@.milestone=='opened')].generation")
			.isEqualTo(1)
			.jsonPath("$.timeline[?(@.milestone=='superseded')].generation")
			.isEqualTo(1)
			.jsonPath("$.timeline[?(@.milestone=='requested')].generation")
			.isEqualTo(List.of(1, 2));
		InviteResendRequested command = (InviteResendRequested) events(Topics.COMMANDS, 2).getLast();
		Invite again = command.invite();
		Invite first = this.told.invite(1);
		assertThat(command.supersedes()).isTrue();
		assertThat(again.requestedBy()).isEqualTo("auth0|admin");
		assertThat(Duration.between(again.requestedAt(), again.expiresAt())).isBetween(Duration.ofMinutes(59),
				Duration.ofHours(1));
		assertThat(again).usingRecursiveComparison()
			.ignoringFields("generation", "requestedAt", "expiresAt")
			.isEqualTo(first);
		assertThat(events(Topics.CLOSED, 1)).containsExactly(new InviteClosed(this.told.id(),
				InviteClosed.Reason.SUPERSEDED, again.requestedAt(), 1, "auth0|admin"));
	}

	@Test
	void keepsWhatTheInviteIsAndTakesTheNewRequester() {
		InviteId id = InviteId.next();
		Invite first = new Invite(id, 1, this.told.invite(1).email(), InviteFixture.ORGANIZATION,
				this.told.invite(1).roles(), "auth0|another", Instant.now(), Instant.now().plusSeconds(3600), "de-CH",
				new java.util.TreeMap<>(Map.of("team", "blue")));
		this.ledger.tell(Topics.COMMANDS, CloudEvent.once("/test", first.requestedAt(), new InviteRequested(first)));
		this.ledger.awaitStatus(id, "requested");
		resend(this.api.client(), id, null, "").expectStatus().isAccepted();
		InviteResendRequested command = (InviteResendRequested) events(Topics.COMMANDS, id, 2).getLast();
		assertThat(command.invite()).usingRecursiveComparison()
			.ignoringFields("generation", "requestedAt", "expiresAt", "requestedBy")
			.isEqualTo(first);
		assertThat(command.invite().requestedBy()).isEqualTo("auth0|admin");
	}

	@Test
	void givesTheSameGenerationToTheSameKey() {
		this.ledger.tell(Topics.COMMANDS, this.told.requested());
		awaitStatus("requested");
		String key = UUID.randomUUID().toString();
		List<byte[]> answers = IntStream.range(0, 3)
			.mapToObj((_) -> resend(key, "{\"ttl\":\"PT24H\"}").expectStatus()
				.isAccepted()
				.expectBody()
				.returnResult()
				.getResponseBodyContent())
			.toList();
		assertThat(answers).containsOnly(answers.getFirst());
		assertThat(events(Topics.COMMANDS, 2)).hasSize(2);
		resend(key, "{\"ttl\":\"PT1H\"}").expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("idempotency-key-reused");
	}

	@Test
	void givesManyAtOnceDifferentGenerations() {
		this.ledger.tell(Topics.COMMANDS, this.told.requested());
		awaitStatus("requested");
		List<Integer> generations = Flux.range(0, 100)
			.flatMap((_) -> WebClient.create(this.api.address())
				.post()
				.uri("/v1/invites/" + this.told.id() + "/resend")
				.headers((headers) -> headers.setBearerAuth(this.api.issuer().token()))
				.retrieve()
				.bodyToMono(String.class)
				.map((answer) -> JsonPath.<Integer>read(answer, "$.generation")), 100)
			.collectList()
			.block(Duration.ofSeconds(30));
		assertThat(generations).hasSize(100).doesNotHaveDuplicates().allMatch((generation) -> generation >= 2);
		int newest = generations.stream().max(Integer::compareTo).orElseThrow();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> invite().jsonPath("$.generation").isEqualTo(newest));
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(((InviteClosed) events(Topics.CLOSED, 1).getLast()).generation())
				.isEqualTo(newest - 1));
	}

	@Test
	void sendsWhatHasExpiredOrFailedAgain() {
		Invite late = InviteFixture.anInvite()
			.requestedAt(Instant.now().minusSeconds(7200))
			.ttl(Duration.ofHours(1))
			.build();
		this.ledger.tell(Topics.COMMANDS, CloudEvent.once("/test", late.requestedAt(), new InviteRequested(late)));
		this.ledger.awaitStatus(late.inviteId(), "expired");
		resend(this.api.client(), late.inviteId(), null, "").expectStatus().isAccepted();
		this.ledger.awaitStatus(late.inviteId(), "requested");
		this.ledger.tell(Topics.COMMANDS, this.told.requested());
		this.ledger.tell(Topics.NOTIFICATIONS, this.told.failed(1));
		awaitStatus("failed");
		resend(null, "").expectStatus().isAccepted();
		awaitStatus("requested");
	}

	@ParameterizedTest
	@CsvSource({ "accepted", "revoked" })
	void refusesWhatHasEndedForGood(String status) {
		this.ledger.tell(Topics.COMMANDS, this.told.requested());
		if (status.equals("accepted")) {
			this.ledger.tell(Topics.CLAIMS, this.told.accepted(1, "auth0|grace"));
		}
		else {
			this.ledger.tell(Topics.COMMANDS, this.told.revokeRequested(5));
		}
		awaitStatus(status);
		long before = TopicEnd.of(Topics.COMMANDS);
		resend(UUID.randomUUID().toString(), "").expectStatus()
			.isEqualTo(409)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("illegal-transition")
			.jsonPath("$.inviteStatus")
			.isEqualTo(status);
		resend(null, "").expectStatus().isEqualTo(409);
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before);
	}

	@Test
	void isAcceptedByALinkThatWasFollowedBeforeItWasSuperseded() {
		this.ledger.tell(Topics.COMMANDS, this.told.requested());
		awaitStatus("requested");
		resend(null, "").expectStatus().isAccepted();
		this.ledger.awaitGeneration(this.told.id(), 2);
		this.ledger.tell(Topics.CLAIMS, this.told.accepted(1, "auth0|grace"));
		awaitStatus("accepted");
		assertThat(((InviteClosed) events(Topics.CLOSED, 2).getLast()).closes(2)).isTrue();
	}

	@Test
	void hidesInvitesOfOtherOrganizations() {
		this.ledger.tell(Topics.COMMANDS, this.told.requested());
		awaitStatus("requested");
		resend(this.api.client(this.api.issuer().token("other", "create:invites")), this.told.id(), null, "")
			.expectStatus()
			.isNotFound();
		resend(this.api.client(this.api.issuer().token("acme", "revoke:invites read:invites")), this.told.id(), null,
				"")
			.expectStatus()
			.isForbidden();
		resend(this.api.client(), InviteId.next(), null, "").expectStatus()
			.isNotFound()
			.expectHeader()
			.valueEquals(HttpHeaders.RETRY_AFTER, "1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"ttl":1}       | /ttl | wrong-type
			{"ttl":"1h"}    | /ttl | invalid-ttl
			{"ttl":"PT1S"}  | /ttl | ttl-out-of-range
			{"roles":[]}    | /roles | unknown-field
			[]              | ``   | wrong-type
			""")
	void saysWhatIsWrongInTheBody(String body, String pointer, String code) {
		resend(null, body).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].pointer")
			.isEqualTo(pointer)
			.jsonPath("$.errors[0].code")
			.isEqualTo(code);
	}

	@Test
	void isOfferedOverGraphQlWithTheSameCodes() {
		this.ledger.tell(Topics.COMMANDS, this.told.requested());
		awaitStatus("requested");
		graphQl().jsonPath("$.data.resend_invite.inviteId")
			.isEqualTo(this.told.id().toString())
			.jsonPath("$.data.resend_invite.generation")
			.isEqualTo(2);
		this.ledger.tell(Topics.COMMANDS, this.told.revokeRequested(5));
		awaitStatus("revoked");
		graphQl().jsonPath("$.errors[0].extensions.code")
			.isEqualTo("illegal-transition")
			.jsonPath("$.errors[0].extensions.inviteStatus")
			.isEqualTo("revoked");
	}

	private WebTestClient.BodyContentSpec graphQl() {
		String query = "mutation { resend_invite(id: \"%s\", ttl: \"PT1H\") { inviteId generation expiresAt } }"
			.formatted(this.told.id());
		return this.api.client()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", query))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody();
	}

	private List<InviteEvent> events(Topic<?> topic, int count) {
		return events(topic, this.told.id(), count);
	}

	private List<InviteEvent> events(Topic<?> topic, InviteId id, int count) {
		return TestBroker.shared()
			.await(topic.name(), count,
					(record) -> record.key() != null
							&& id.toString().equals(new String(record.key(), StandardCharsets.UTF_8)))
			.stream()
			.map((record) -> (InviteEvent) ((Decoded.Event<?>) this.records.read(topic, record)).event().data())
			.toList();
	}

	private void awaitStatus(String status) {
		this.ledger.awaitStatus(this.told.id(), status);
	}

	private WebTestClient.BodyContentSpec invite() {
		return this.ledger.invite(this.told.id());
	}

	private WebTestClient.ResponseSpec resend(String key, String body) {
		return resend(this.api.client(), this.told.id(), key, body);
	}

	private static WebTestClient.ResponseSpec resend(WebTestClient client, InviteId id, String key, String body) {
		return client.post()
			.uri("/v1/invites/" + id + "/resend")
			.contentType(MediaType.APPLICATION_JSON)
			.headers((headers) -> {
				if (key != null) {
					headers.set("Idempotency-Key", key);
				}
			})
			.bodyValue(body)
			.exchange();
	}

}
