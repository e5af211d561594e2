package dev.missioncontrol.invite.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists of invites, over REST and GraphQL.
 */
class ListIT {

	private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {
	};

	private static final String LIST = """
			query List($status: [InviteStatus!], $q: String, $sort: InviteOrder, $limit: Int, $cursor: String) {
				invites(status: $status, q: $q, sort: $sort, limit: $limit, cursor: $cursor) {
					items { inviteId email organization roles status generation requestedBy requestedAt expiresAt }
					nextCursor total totalExact
				} }""";

	private static final InviteApi API = InviteApi.quiet();

	private static final Organization ORGANIZATION = new Organization("org-" + UUID.randomUUID(), "Test");

	private static Instant start;

	private static final List<Invite> INVITES = new ArrayList<>();

	private final WebTestClient client = API.client(API.issuer().token(ORGANIZATION.id(), "read:invites"));

	/**
	 * Every third expired, every fifth opened, every seventh accepted, some of them both.
	 */
	@BeforeAll
	static void invite() {
		start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(3600);
		List<CloudEvent<?>> events = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			Invite invite = InviteFixture.anInvite()
				.organization(ORGANIZATION)
				.email("p" + (i % 10) + "-" + (i * 7) % 30 + "@example.com")
				.roles((i % 2 == 0) ? new String[] { "admin" } : new String[] { "read", "write" })
				.requestedAt(start.plusSeconds(i / 2))
				.ttl((i % 3 == 0) ? Duration.ofMinutes(5) : Duration.ofHours(1 + (i * 11) % 30))
				.build();
			INVITES.add(invite);
			events.add(told(new InviteRequested(invite)));
			if (i % 5 == 0) {
				events.add(told(new NotificationDelivered(invite.inviteId(), 1, 0)));
				events.add(told(new InviteOpened(invite.inviteId(), 1, false)));
			}
			if (i % 7 == 0) {
				events.add(told(new InviteAccepted(invite.inviteId(), 1, "auth0|grace")));
			}
		}
		// Known, but not by its details.
		events.add(told(new InviteOpened(InviteId.next(), 1, false)));
		API.context().getBean(Projecting.class).project(events).block(Duration.ofSeconds(20));
	}

	private static CloudEvent<InviteEvent> told(InviteEvent event) {
		return CloudEvent.once("/test", start, event);
	}

	@ParameterizedTest
	@ValueSource(strings = { "requestedAt", "-requestedAt", "expiresAt", "-expiresAt", "email", "-email" })
	void givesEveryInviteOnceInOrder(String sort) {
		List<String> expected = INVITES.stream().sorted(order(sort)).map((invite) -> id(invite)).toList();
		for (int limit : List.of(1, 7, 30, 31)) {
			assertThat(ids(all("sort=" + sort, limit))).isEqualTo(expected);
		}
	}

	private static Comparator<Invite> order(String sort) {
		Comparator<Invite> byRequest = Comparator.comparing(Invite::requestedAt)
			.thenComparing((invite) -> invite.inviteId().toString());
		Comparator<Invite> order = switch (sort.replace("-", "")) {
			case "email" -> Comparator.comparing((Invite invite) -> invite.email().value()).thenComparing(byRequest);
			case "expiresAt" ->
				Comparator.comparing(Invite::expiresAt).thenComparing((invite) -> invite.inviteId().toString());
			default -> byRequest;
		};
		return sort.startsWith("-") ? order.reversed() : order;
	}

	@Test
	void putsNoAddressIntoCursors() {
		String cursor = get("sort=email&limit=1").get("nextCursor").toString();
		assertThat(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)).doesNotContain("@",
				"example.com");
	}

	@Test
	void showsTheNewestFirst() {
		List<String> expected = INVITES.stream().sorted(order("-requestedAt")).map((invite) -> id(invite)).toList();
		assertThat(ids(items(get("")))).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "requestedAt", "-expiresAt", "email" })
	void findsEachStatusAsTheInviteItselfShowsIt(String sort) {
		Map<String, List<String>> byStatus = new TreeMap<>();
		INVITES.stream()
			.sorted(order(sort))
			.forEach((invite) -> byStatus.computeIfAbsent(status(invite), (_) -> new ArrayList<>()).add(id(invite)));
		assertThat(byStatus).containsOnlyKeys("requested", "opened", "accepted", "expired");
		byStatus.forEach((status, expected) -> assertThat(ids(all("sort=" + sort + "&status=" + status, 3))).as(status)
			.isEqualTo(expected));
		for (String none : List.of("signed", "notified", "failed", "revoked")) {
			assertThat(items(get("status=" + none))).isEmpty();
		}
		List<String> both = INVITES.stream()
			.filter((invite) -> List.of("opened", "expired").contains(status(invite)))
			.sorted(order(sort))
			.map((invite) -> id(invite))
			.toList();
		assertThat(ids(all("sort=" + sort + "&status=opened,expired", 4))).isEqualTo(both);
		String every = "requested,signed,notified,opened,accepted,failed,revoked,expired";
		assertThat(ids(all("sort=" + sort + "&status=" + every, 30))).hasSize(30);
	}

	private String status(Invite invite) {
		return this.client.get()
			.uri("/v1/invites/" + invite.inviteId())
			.exchange()
			.expectBody(OBJECT)
			.returnResult()
			.getResponseBody()
			.get("status")
			.toString();
	}

	@Test
	void showsWhatTheInviteItselfShows() {
		Map<String, Object> item = items(get("email=" + INVITES.get(5).email().value())).getFirst();
		Map<String, Object> itself = this.client.get()
			.uri("/v1/invites/" + item.get("inviteId"))
			.exchange()
			.expectBody(OBJECT)
			.returnResult()
			.getResponseBody();
		assertThat(itself.remove("timeline")).isNotNull();
		assertThat(item).isEqualTo(itself);
	}

	@ParameterizedTest
	@CsvSource({ "email= P5-5@Example.com, 1", "email=nobody@example.com, 0", "q=p1, 3", "q=P1-, 3", "q=p1-7@, 1",
			"q=p1_, 0", "q=%25, 0", "role=admin, 15", "role=write, 15", "role=owner, 0", "requestedBy=auth0|admin, 30",
			"requestedBy=auth0|other, 0", "role=admin&status=accepted, 3", "q=p0&role=admin&status=requested, 0" })
	void leavesOutWhatIsNotAskedFor(String filter, int expected) {
		Map<String, Object> page = get(filter);
		assertThat(items(page)).hasSize(expected);
		assertThat(page).containsEntry("total", expected).containsEntry("totalExact", true);
	}

	@Test
	void knowsTheTimesOfRequests() {
		Instant from = start.plusSeconds(5);
		assertThat(items(get("requestedAfter=" + from + "&requestedBefore=" + from.plusSeconds(2)))).hasSize(4);
	}

	@Test
	void countsTheWholeListUpToABound() {
		assertThat(get("limit=5")).containsEntry("total", 30).containsEntry("totalExact", true);
		assertThat(get("limit=5&status=accepted")).containsEntry("total", 5).containsEntry("totalExact", true);
		Object cursor = get("limit=20").get("nextCursor");
		assertThat(get("limit=20&cursor=" + cursor)).containsEntry("total", 30).containsEntry("nextCursor", null);
	}

	@Test
	void isForOneOrganizationAndOneScopeOnly() {
		WebTestClient other = API.client(API.issuer().token("someone-else", "read:invites"));
		assertThat(items(get(other, ""))).isEmpty();
		API.client(API.issuer().token(ORGANIZATION.id(), "create:invites"))
			.get()
			.uri("/v1/invites")
			.exchange()
			.expectStatus()
			.isForbidden();
		this.client.get().uri("/v1/invites?organization=acme").exchange().expectStatus().isBadRequest();
	}

	@Test
	void takesACursorForItsOwnListOnly() {
		String cursor = get("limit=5").get("nextCursor").toString();
		String other = get("limit=5&sort=email").get("nextCursor").toString();
		assertThat(items(get("limit=9&cursor=" + cursor))).hasSize(9);
		for (String query : List.of("sort=email&cursor=" + cursor, "cursor=" + other, "q=p&cursor=" + cursor,
				"status=accepted&cursor=" + cursor, "role=admin&cursor=" + cursor, "cursor=x", "cursor=AAAA")) {
			this.client.get()
				.uri("/v1/invites?" + query)
				.exchange()
				.expectStatus()
				.isBadRequest()
				.expectBody()
				.jsonPath("$.errors[0].pointer")
				.isEqualTo("/cursor")
				.jsonPath("$.errors[0].code")
				.isEqualTo("invalid-cursor");
		}
	}

	@ParameterizedTest
	@CsvSource({ "status=lost, /status, unknown-value", "status=, /status, unknown-value",
			"'status=opened,lost', /status, unknown-value", "email=x, /email, invalid-email", "q=, /q, invalid-text",
			"q=a%20b, /q, invalid-text", "role=A, /role, unknown-role", "requestedBy=, /requestedBy, invalid-text",
			"requestedAfter=today, /requestedAfter, invalid-time", "requestedBefore=1, /requestedBefore, invalid-time",
			"sort=status, /sort, unknown-value", "limit=0, /limit, out-of-range", "limit=501, /limit, out-of-range",
			"status=opened&status=failed, /status, duplicate-name", "state=open, /state, unknown-field" })
	void saysWhatIsWrong(String query, String pointer, String code) {
		this.client.get()
			.uri(URI.create(API.address() + "/v1/invites?" + query))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].pointer")
			.isEqualTo(pointer)
			.jsonPath("$.errors[0].code")
			.isEqualTo(code);
	}

	@Test
	void isTheSameOverGraphQl() {
		List<Object> over = new ArrayList<>();
		Object cursor = null;
		do {
			Map<String, Object> variables = new HashMap<>(
					Map.of("status", List.of("OPENED", "EXPIRED"), "q", "P", "sort", "EMAIL_DESC", "limit", 4));
			variables.put("cursor", cursor);
			Map<String, Object> page = ask(variables);
			assertThat(page).containsEntry("totalExact", true);
			items(page).forEach((item) -> over.add(item.get("inviteId")));
			cursor = page.get("nextCursor");
		}
		while (cursor != null);
		assertThat(over).isEqualTo(ids(all("status=opened,expired&q=p&sort=-email", 30)));
		assertThat(new HashSet<>(over)).hasSizeGreaterThan(10);
		assertThat(items(ask(Map.of()))).hasSize(30);
		graphQl(Map.of("q", " ", "limit", 0)).jsonPath("$.errors[0].extensions.code")
			.isEqualTo("invalid-request")
			.jsonPath("$.errors[0].extensions.errors[*].pointer")
			.isEqualTo(List.of("/q", "/limit"));
		graphQl(Map.of("cursor", "x")).jsonPath("$.errors[0].extensions.errors[0].code").isEqualTo("invalid-cursor");
	}

	@SuppressWarnings("unchecked") // JSON has no types
	private Map<String, Object> ask(Map<String, Object> variables) {
		Map<String, Object> answer = post(variables).expectBody(OBJECT).returnResult().getResponseBody();
		assertThat(answer).doesNotContainKey("errors");
		return (Map<String, Object>) ((Map<String, Object>) answer.get("data")).get("invites");
	}

	private WebTestClient.BodyContentSpec graphQl(Map<String, Object> variables) {
		return post(variables).expectBody();
	}

	private WebTestClient.ResponseSpec post(Map<String, Object> variables) {
		return this.client.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", LIST, "variables", variables))
			.exchange()
			.expectStatus()
			.isOk();
	}

	private Map<String, Object> get(String query) {
		return get(this.client, query);
	}

	private static Map<String, Object> get(WebTestClient client, String query) {
		return client.get()
			.uri((builder) -> builder.path("/v1/invites").query(query.replace("%25", "%")).build())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(OBJECT)
			.returnResult()
			.getResponseBody();
	}

	private List<Map<String, Object>> all(String query, int limit) {
		List<Map<String, Object>> all = new ArrayList<>();
		Object cursor = null;
		do {
			Map<String, Object> page = get(query + "&limit=" + limit + ((cursor != null) ? "&cursor=" + cursor : ""));
			all.addAll(items(page));
			cursor = page.get("nextCursor");
		}
		while (cursor != null);
		return all;
	}

	@SuppressWarnings("unchecked") // JSON has no types
	private static List<Map<String, Object>> items(Map<String, Object> page) {
		return (List<Map<String, Object>>) page.get("items");
	}

	private static List<String> ids(List<Map<String, Object>> items) {
		return items.stream().map((item) -> item.get("inviteId").toString()).toList();
	}

	private static String id(Invite invite) {
		return invite.inviteId().toString();
	}

}
