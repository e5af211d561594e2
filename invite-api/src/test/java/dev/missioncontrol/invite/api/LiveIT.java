package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.api.live.ChangePosition;
import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.InviteLink;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Invites as they change, over REST and GraphQL.
 */
class LiveIT {

	private static final InviteApi API = InviteApi.shared();

	private static final String EVENTS = "/v1/invites/events";

	private static final InviteLink LINK = new InviteLink(
			"https://join.example.com/claim?invite_token=" + "x".repeat(800));

	private final Organization organization = new Organization("org-" + UUID.randomUUID(), "Test");

	private final String token = API.issuer()
		.token(this.organization.id(), "create:invites read:invites revoke:invites");

	/** A ledger that is new becomes another one with its first batch. */
	@BeforeAll
	static void begin() {
		send(Topics.COMMANDS, new InviteRequested(InviteFixture.anInvite().build()));
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> Boolean.TRUE.equals(API.context().getBean(Ledger.class).adopted().block()));
	}

	@Test
	void tellsWhatBecomesOfAnInvite() {
		String stranger = API.issuer().token("org-" + UUID.randomUUID(), "read:invites");
		try (LiveReader reader = LiveReader.open(API, this.token, null);
				LiveReader foreign = LiveReader.open(API, stranger, null);
				LiveReader subscriber = LiveReader.subscribe(API, this.token, null)) {
			String answer = API.client(this.token)
				.post()
				.uri("/v1/invites")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(Map.of("email", "grace@example.com", "roles", List.of("read")))
				.exchange()
				.expectStatus()
				.isAccepted()
				.expectBody(String.class)
				.returnResult()
				.getResponseBody();
			InviteId id = InviteId.parse(JsonPath.read(answer, "$.inviteId"));
			Invite invite = invite(id).requestedAt(Instant.now().plusSeconds(1)).build();
			reader.await(() -> reader.told("status").equals(List.of("requested")));
			send(Topics.SIGNED, new InviteSigned(invite, LINK, ChunkRule.DEFAULT.split(LINK), "kid"));
			reader.await(() -> reader.told("status").size() == 2);
			send(Topics.NOTIFICATIONS, new NotificationDelivered(id, 1, 0));
			reader.await(() -> reader.told("status").size() == 3);
			send(Topics.CLAIMS, new InviteOpened(id, 1, false));
			reader.await(() -> reader.told("status").size() == 4);
			send(Topics.CLAIMS, new InviteAccepted(id, 1, "auth0|grace"));
			reader.await(() -> reader.told("status").size() == 5);
			assertThat(reader.names()).containsExactly("ready", "invite", "invite", "invite", "invite", "invite");
			assertThat(reader.told("status")).containsExactly("requested", "signed", "notified", "opened", "accepted");
			assertThat(reader.told("inviteId")).containsOnly(id.toString());
			assertThat(reader.invites().getLast().data()).isEqualTo(listed());
			assertThat(foreign.names()).containsExactly("ready");
			subscriber.await(() -> subscriber.all().size() == 6);
			assertThat(subscriber.all().stream().map(LiveIT::subscribed).map((change) -> change.get("kind")))
				.containsExactly("READY", "CHANGED", "CHANGED", "CHANGED", "CHANGED", "CHANGED");
			Map<String, Object> last = subscribed(subscriber.all().getLast());
			assertThat(last).containsEntry("cursor", reader.position());
			assertThat(JsonPath.<String>read(last, "$.invite.status")).isEqualTo("ACCEPTED");
		}
	}

	/** The one item of the list, as it is sent. */
	private String listed() {
		String list = API.client(this.token)
			.get()
			.uri("/v1/invites")
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return list.substring(list.indexOf('[') + 1, list.indexOf("],\"nextCursor\""));
	}

	private static Map<String, Object> subscribed(ServerSentEvent<String> event) {
		assertThat(event.event()).isEqualTo("next");
		return JsonPath.read(event.data(), "$.data.invite_changed");
	}

	private static <E extends InviteEvent> void send(Topic<E> topic, E event) {
		TestBroker.shared()
			.send(List.of(new EventRecords().write(topic, CloudEvent.once("/test", Instant.now(), event))));
	}

	@Test
	void goesOnExactlyWhereItWasCut() {
		List<Invite> invites = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			invites.add(invite(InviteId.next()).email("p" + i + "@example.com").build());
		}
		String beginning;
		String cut;
		try (LiveReader reader = LiveReader.open(API, this.token, null)) {
			beginning = reader.position();
			invites.subList(0, 8).forEach((invite) -> project(new InviteRequested(invite)));
			reader.await(() -> reader.invites().size() == 8);
			cut = reader.invites().get(4).id();
		}
		// While nobody reads, one that was told changes, and so does one that was not.
		project(new InviteOpened(invites.get(1).inviteId(), 1, false));
		project(new InviteOpened(invites.get(6).inviteId(), 1, false));
		try (LiveReader reader = LiveReader.open(API, this.token, cut);
				LiveReader subscriber = LiveReader.subscribe(API, this.token, cut)) {
			project(new InviteRequested(invites.get(8)));
			reader.await(() -> reader.invites().size() >= 5);
			assertThat(reader.all().getFirst().event()).isEqualTo("ready");
			assertThat(reader.all().getFirst().id()).isEqualTo(cut);
			assertThat(reader.told("inviteId")).isEqualTo(ids(invites, 5, 7, 1, 6, 8));
			assertThat(reader.told("status")).containsExactly("requested", "requested", "opened", "opened",
					"requested");
			subscriber.await(() -> subscriber.all().size() == 6);
			assertThat(subscriber.all()
				.stream()
				.skip(1)
				.map((event) -> JsonPath.<String>read(event.data(), "$.data.invite_changed.invite.inviteId")))
				.isEqualTo(ids(invites, 5, 7, 1, 6, 8));
		}
		// From the very beginning each is told once, as it is now.
		try (LiveReader reader = LiveReader.open(API, this.token, beginning)) {
			reader.await(() -> reader.invites().size() >= 9);
			assertThat(reader.told("inviteId")).isEqualTo(ids(invites, 0, 2, 3, 4, 5, 7, 1, 6, 8));
		}
		// A client that cannot send the header yet; one that comes back sends both.
		for (String lastEventId : new String[] { null, cut }) {
			List<String> told = API.client(this.token)
				.get()
				.uri(EVENTS + "?after={after}", (lastEventId != null) ? beginning : cut)
				.headers((headers) -> {
					if (lastEventId != null) {
						headers.set("Last-Event-ID", lastEventId);
					}
				})
				.exchange()
				.returnResult(String.class)
				.getResponseBody()
				.skip(1)
				.take(5)
				.map((data) -> JsonPath.<String>read(data, "$.inviteId"))
				.collectList()
				.block();
			assertThat(told).isEqualTo(ids(invites, 5, 7, 1, 6, 8));
		}
	}

	private static List<String> ids(List<Invite> invites, int... numbers) {
		List<String> ids = new ArrayList<>();
		for (int number : numbers) {
			ids.add(invites.get(number).inviteId().toString());
		}
		return ids;
	}

	@Test
	void tellsWhoeverMissedTooMuchToReadTheListAgain() {
		String now;
		try (LiveReader reader = LiveReader.open(API, this.token, null)) {
			now = reader.position();
		}
		ChangePosition position = ChangePosition.parse(now).orElseThrow();
		fill(1001);
		List<String> lost = List.of(now, ChangePosition.before("0123456789abcdef", position.transaction()).cursor(),
				ChangePosition.before(position.ledger(), position.transaction() + 1_000_000).cursor());
		for (String cursor : lost) {
			try (LiveReader reader = LiveReader.open(API, this.token, cursor)) {
				assertThat(reader.names()).containsExactly("reset");
				project(new InviteRequested(invite(InviteId.next()).build()));
				reader.await(() -> reader.invites().size() == 1);
				assertThat(reader.position()).isNotEqualTo(cursor);
			}
		}
		try (LiveReader subscriber = LiveReader.subscribe(API, this.token, now)) {
			assertThat(subscribed(subscriber.all().getFirst())).containsEntry("kind", "RESET");
		}
	}

	private void fill(int invites) {
		API.context().getBean(DatabaseClient.class).sql("""
				insert into invite (id, generation, organization_id, organization_name, email, roles, requested_by,
					requested_at, renewed_at, expires_at, metadata)
				select gen_random_uuid(), 1, $1, $1, 'p' || n || '@example.com', '{read}', 'auth0|admin', now(), now(),
					now() + interval '1 day', '{}'
				from generate_series(1, $2) as n""").bind(0, this.organization.id()).bind(1, invites).then().block();
	}

	@Test
	void refusesWhatIsNoPosition() {
		String position = ChangePosition.before("0123456789abcdef", 1).cursor();
		for (String garbled : List.of("x", "{}", position.substring(2), position + "AA")) {
			client().get()
				.uri(EVENTS)
				.header("Last-Event-ID", garbled)
				.exchange()
				.expectStatus()
				.isBadRequest()
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.expectBody()
				.jsonPath("$.errors[0].code")
				.isEqualTo("invalid-cursor")
				.jsonPath("$.errors[0].pointer")
				.isEqualTo("/Last-Event-ID");
			client().get()
				.uri(EVENTS + "?after={after}", garbled)
				.exchange()
				.expectStatus()
				.isBadRequest()
				.expectBody()
				.jsonPath("$.errors[0].pointer")
				.isEqualTo("/after");
			try (LiveReader subscriber = LiveReader.subscribe(API, this.token, garbled)) {
				assertThat(subscriber.all().getFirst().data()).contains("\"code\":\"invalid-request\"")
					.contains("\"code\":\"invalid-cursor\"");
			}
		}
		client().get().uri(EVENTS + "?limit=3").exchange().expectStatus().isBadRequest();
	}

	@Test
	void saysHowItCanBeAsked() {
		client().head().uri(EVENTS).exchange().expectStatus().isOk().expectBody().isEmpty();
		API.client(API.issuer().token("acme", "create:invites"))
			.head()
			.uri(EVENTS)
			.exchange()
			.expectStatus()
			.isForbidden();
		client().method(HttpMethod.PUT)
			.uri(EVENTS)
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.value("Allow", (allow) -> assertThat(allow).contains("GET"));
		client().get()
			.uri(EVENTS)
			.accept(MediaType.APPLICATION_JSON)
			.exchange()
			.expectStatus()
			.isEqualTo(406)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("This answers with text/event-stream.");
		client().post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", "subscription { invite_changed { kind } }"))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("not-acceptable");
	}

	@Test
	void isNoRequestInProgress() {
		MeterRegistry meters = API.context().getBean(MeterRegistry.class);
		try (LiveReader reader = LiveReader.open(API, this.token, null);
				LiveReader subscriber = LiveReader.subscribe(API, this.token, null)) {
			reader.await(() -> meters.get("invite.api.in.progress").gauge().value() == 0);
			assertThat(meters.get("invite.live.streams").gauge().value()).isGreaterThanOrEqualTo(2);
			assertThat(subscriber.ended()).isFalse();
		}
		FluxExchangeResult<String> stream = client().get().uri(EVENTS).exchange().returnResult(String.class);
		assertThat(stream.getResponseBody().blockFirst()).contains("cursor");
		HttpHeaders headers = stream.getResponseHeaders();
		assertThat(headers.getContentType()).isNotNull()
			.matches((type) -> type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM));
		assertThat(headers.getFirst("Cache-Control")).isEqualTo("no-store");
		assertThat(headers.getFirst("X-Accel-Buffering")).isEqualTo("no");
		assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
	}

	private WebTestClient client() {
		return API.client(this.token);
	}

	private InviteFixture invite(InviteId id) {
		return InviteFixture.anInvite().id(id).organization(this.organization);
	}

	private static void project(InviteEvent event) {
		API.context()
			.getBean(Projecting.class)
			.project(List.of(CloudEvent.once("/test", Instant.now(), event)))
			.block();
	}

}
