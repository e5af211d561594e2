package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every route with every scope, on an invite of the caller's organization, on one of
 * another, and on none. Whoever adds a route adds a row, or this fails.
 */
class AuthorizationMatrixIT {

	private static final String ANY_ID = "{id}";

	private static final String FOREIGN_EMAIL = "foreigner@example.com";

	private static final String REQUEST = "{\"email\":\"ada@example.com\",\"roles\":[\"read\"]}";

	/** The rows. */
	private static final Map<String, Row> REST = new TreeMap<>(Map.ofEntries(
			Map.entry("POST /v1/invites", new Row(Scope.CREATE_INVITES, Kind.PLAIN, REQUEST, 202)),
			// A row that is refused is enough, and nobody is invited behind the other
			// tests.
			Map.entry("POST /v1/invites/batch",
					new Row(Scope.CREATE_INVITES, Kind.PLAIN, "[{\"email\":\"nobody\"}]", 202)),
			Map.entry("GET /v1/invites/batch/{id}", Row.ofBatch(null, 404)),
			Map.entry("GET /v1/invites/batch/{id}/rows", Row.ofBatch(null, 404)),
			Map.entry("POST /v1/invites/batch/{id}/cancel", new Row(Scope.CREATE_INVITES, Kind.ABSENT, null, 404)),
			Map.entry("GET /v1/invites/{id}", new Row(Scope.READ_INVITES, Kind.INVITE, null, 200)),
			Map.entry("GET /v1/invites", new Row(Scope.READ_INVITES, Kind.PLAIN, null, 200)),
			Map.entry("POST /v1/invites/{id}/resend", new Row(Scope.CREATE_INVITES, Kind.INVITE, "{}", 202)),
			Map.entry("POST /v1/invites/{id}/revoke", new Row(Scope.REVOKE_INVITES, Kind.INVITE, "{}", 202)),
			Map.entry("GET /v1/ops/dead-letters", new Row(Scope.REPLAY_NOTIFICATIONS, Kind.PLAIN, null, 200)),
			Map.entry("GET /v1/ops/dead-letters/{id}", new Row(Scope.REPLAY_NOTIFICATIONS, Kind.PLAIN, null, 404)),
			Map.entry("GET /v1/ops/replays", new Row(Scope.REPLAY_NOTIFICATIONS, Kind.PLAIN, null, 200)),
			Map.entry("GET /v1/ops/replays/{id}", new Row(Scope.REPLAY_NOTIFICATIONS, Kind.PLAIN, null, 404)),
			Map.entry("GET /v1/ops/replays/{id}/items", new Row(Scope.REPLAY_NOTIFICATIONS, Kind.PLAIN, null, 404)),
			// Nothing is ordered: an empty order is refused, but by what it lacks.
			Map.entry("POST /v1/ops/replays", new Row(Scope.REPLAY_NOTIFICATIONS, Kind.PLAIN, "{}", 400)),
			Map.entry("POST /v1/ops/replays/{id}/cancel", new Row(Scope.REPLAY_NOTIFICATIONS, Kind.PLAIN, null, 404)),
			Map.entry("GET /v1/policy", new Row(Scope.MANAGE_POLICIES, Kind.PLAIN, null, 200)),
			Map.entry("PUT /v1/policy", new Row(Scope.MANAGE_POLICIES, Kind.PLAIN, "{}", 200)),
			Map.entry("GET /openapi.yaml", Row.OPEN), Map.entry("GET /problems", Row.OPEN),
			Map.entry("GET /problems/{code}", Row.OPEN)));

	/** The rows of GraphQL: the body is the field with its arguments. */
	private static final Map<String, Row> GRAPH_QL = new TreeMap<>(Map.of("Query.invite",
			new Row(Scope.READ_INVITES, Kind.INVITE, "query { invite(id: \"{id}\") { inviteId } }", 200),
			"Mutation.invite_user",
			new Row(Scope.CREATE_INVITES, Kind.PLAIN,
					"mutation { invite_user(input: {email: \"ada@example.com\", roles: [\"read\"]}) { inviteId } }",
					200),
			"Query.policy",
			new Row(Scope.MANAGE_POLICIES, Kind.PLAIN, "query { policy { effective { maxTtl } } }", 200),
			"Mutation.set_policy",
			new Row(Scope.MANAGE_POLICIES, Kind.PLAIN, "mutation { set_policy(input: {}) { maxTtl } }", 200),
			"Query.invite_batch", Row.ofBatch("query { invite_batch(id: \"{id}\") { state } }", 200), "Query.invites",
			new Row(Scope.READ_INVITES, Kind.PLAIN, "query { invites { items { inviteId } } }", 200),
			"Mutation.resend_invite",
			new Row(Scope.CREATE_INVITES, Kind.INVITE, "mutation { resend_invite(id: \"{id}\") { inviteId } }", 200),
			"Mutation.revoke_invite",
			new Row(Scope.REVOKE_INVITES, Kind.INVITE, "mutation { revoke_invite(id: \"{id}\") { inviteId } }", 200)));

	private static final InviteApi API = InviteApi.shared();

	private static final Deque<InviteId> OWN = new ArrayDeque<>();

	private static final InviteId FOREIGN = InviteId.next();

	@BeforeAll
	static void invite() {
		List<Invite> invites = new ArrayList<>(Stream.generate(() -> InviteFixture.anInvite().build())
			.limit(2L * (REST.size() + GRAPH_QL.size()))
			.toList());
		invites.forEach((invite) -> OWN.add(invite.inviteId()));
		invites.add(InviteFixture.anInvite()
			.id(FOREIGN)
			.email(FOREIGN_EMAIL)
			.organization(new Organization("globex", "Globex"))
			.build());
		EventRecords records = new EventRecords();
		TestBroker.shared()
			.send(invites.stream()
				.map((invite) -> records.write(Topics.COMMANDS,
						CloudEvent.once("/test", invite.requestedAt(), new InviteRequested(invite))))
				.toList());
		String foreign = API.issuer().token("globex", "read:invites");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(
					() -> assertThat(rest("GET /v1/invites/{id}", null, FOREIGN, foreign).status()).isEqualTo(200));
		String own = API.issuer().token("acme", "read:invites");
		OWN.forEach((id) -> Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(rest("GET /v1/invites/{id}", null, id, own).status()).isEqualTo(200)));
	}

	static List<String> routes() {
		return Routes.rest(API);
	}

	static List<String> fields() {
		return Routes.graphQl(API);
	}

	@Test
	void hasARowForEverythingThatIsThereAndNothingElse() {
		assertThat(REST.keySet()).containsExactlyElementsOf(routes());
		assertThat(GRAPH_QL.keySet()).containsExactlyElementsOf(fields());
		assertThat(Routes.others(API)).containsExactly("graphQlRouterFunction");
	}

	@ParameterizedTest
	@MethodSource("routes")
	void answersOverRest(String route) {
		Row row = row(REST, route);
		check(row, (id, token) -> rest(route, row.body(), id, token));
	}

	@ParameterizedTest
	@MethodSource("fields")
	void answersOverGraphQl(String field) {
		Row row = row(GRAPH_QL, field);
		check(row, (id, token) -> graphQl(row, id, token));
	}

	private static Row row(Map<String, Row> rows, String route) {
		assertThat(rows).as("has a row for what was added").containsKey(route);
		return rows.get(route);
	}

	private static void check(Row row, Call call) {
		Answer stranger = call.of(FOREIGN, null);
		assertThat(stranger.status()).isEqualTo(row.isOpen() ? row.success() : 401);
		for (Set<Scope> granted : grants()) {
			String token = API.issuer()
				.token("acme", granted.stream().map(Scope::value).collect(Collectors.joining(" ", "openid ", "")));
			boolean allowed = row.isOpen() || granted.contains(row.scope()) || granted.contains(row.orScope());
			Answer unknown = call.of(InviteId.next(), token);
			Answer foreign = call.of(FOREIGN, token);
			assertThat(foreign.body()).doesNotContain(FOREIGN_EMAIL, FOREIGN.toString());
			if (!allowed) {
				Answer own = call.of(OWN.getFirst(), token);
				assertThat(List.of(unknown.code(), foreign.code(), own.code())).as("with %s", granted)
					.containsOnly("insufficient-scope");
				assertThat(own.status()).isEqualTo(foreign.status()).isIn(403, 200);
				assertThat(foreign).isEqualTo(unknown).isEqualTo(own);
			}
			else if (row.kind() == Kind.INVITE) {
				assertThat(foreign.code()).as("with %s", granted).isEqualTo("invite-not-found");
				assertThat(foreign).isEqualTo(unknown);
				succeeds(row, call.of(OWN.removeFirst(), token));
			}
			else {
				succeeds(row, unknown);
			}
		}
	}

	private static void succeeds(Row row, Answer answer) {
		assertThat(answer.status()).isEqualTo(row.success());
		if (row.kind() == Kind.ABSENT) {
			assertThat(answer.code()).isEqualTo("batch-not-found");
		}
		else if (row.success() < 300) {
			assertThat(answer.code()).isEmpty();
		}
	}

	/** No scope, each by itself, and all. */
	private static List<Set<Scope>> grants() {
		return Stream
			.concat(Stream.of(Set.<Scope>of(), Set.of(Scope.values())), Arrays.stream(Scope.values()).map(Set::of))
			.toList();
	}

	@Test
	void givesNoRoleAboveTheCallersOwn() {
		Issuer issuer = API.issuer();
		String claim = "https://missioncontrol.dev/roles";
		String writer = issuer.sign(issuer.admin().claim(claim, List.of("write", "not a role")));
		String admin = REQUEST.replace("read", "admin");
		long before = TopicEnd.of(Topics.COMMANDS);
		Answer refused = rest("POST /v1/invites", admin, FOREIGN, writer);
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.code()).isEqualTo("role-above-own");
		assertThat(refused.body()).contains("\"role\":\"admin\"");
		Row field = new Row(Scope.CREATE_INVITES, Kind.PLAIN,
				GRAPH_QL.get("Mutation.invite_user").body().replace("read", "admin"), 200);
		assertThat(graphQl(field, FOREIGN, writer).code()).isEqualTo("role-above-own");
		assertThat(graphQl(field, FOREIGN, writer).body()).contains("\"role\":\"admin\"");
		// A token that does not say which roles its holder has gives none.
		String machine = issuer.sign(issuer.admin().claim(claim, null));
		assertThat(rest("POST /v1/invites", REQUEST, FOREIGN, machine).code()).isEqualTo("role-above-own");
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before);
		assertThat(rest("POST /v1/invites", REQUEST.replace("read", "write"), FOREIGN, writer).status()).isEqualTo(202);
	}

	private static Answer rest(String route, String body, InviteId id, String token) {
		String[] parts = route.split(" ", 2);
		return answer(API, HttpMethod.valueOf(parts[0]),
				parts[1].replace(ANY_ID, id.toString()).replace("{code}", "not-found"), body, token);
	}

	private static Answer graphQl(Row row, InviteId id, String token) {
		String query = row.body().replace(ANY_ID, id.toString()).replace("\"", "\\\"");
		Answer answer = answer(API, HttpMethod.POST, "/graphql", "{\"query\":\"" + query + "\"}", token);
		// What an error says tells more than the status, which is 200.
		return answer.code().isEmpty() ? answer : new Answer(answer.status(), answer.code(), answer.body(), "");
	}

	private static Answer answer(InviteApi api, HttpMethod method, String path, String body, String token) {
		WebTestClient client = (token != null) ? api.client(token) : api.anonymous();
		WebTestClient.RequestBodySpec request = client.method(method).uri(path);
		if (body != null) {
			request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
		}
		return Answer.of(request.exchange().expectBody(String.class).returnResult());
	}

	/** What a route works on. */
	private enum Kind {

		/** One invite of the caller's organization. */
		INVITE,

		/** Nothing that belongs to an organization. */
		PLAIN,

		/** A batch, and there is none. */
		ABSENT

	}

	/** One try. */
	@FunctionalInterface
	private interface Call {

		Answer of(InviteId id, String token);

	}

	/** What a route asks for, how to try it, and what a caller gets who may. */
	private record Row(Scope scope, Scope orScope, Kind kind, String body, int success) {

		private static final Row OPEN = new Row(null, Kind.PLAIN, null, 200);

		Row(Scope scope, Kind kind, String body, int success) {
			this(scope, scope, kind, body, success);
		}

		/** What one may see of a batch, whose own it is aside. */
		static Row ofBatch(String body, int success) {
			return new Row(Scope.READ_INVITES, Scope.CREATE_INVITES, Kind.ABSENT, body, success);
		}

		boolean isOpen() {
			return this.scope == null;
		}

	}

	/** All that a caller gets, the time aside. */
	private record Answer(int status, String code, String body, String headers) {

		static Answer of(EntityExchangeResult<String> result) {
			String body = (result.getResponseBody() != null) ? result.getResponseBody() : "";
			HttpHeaders headers = new HttpHeaders(result.getResponseHeaders());
			headers.remove(HttpHeaders.DATE);
			return new Answer(result.getStatus().value(), code(body), body, headers.toString());
		}

		private static String code(String body) {
			if (!body.startsWith("{")) {
				return "";
			}
			List<String> ofGraphQl = JsonPath.read(body, "$..extensions.code");
			List<String> codes = ofGraphQl.isEmpty() ? JsonPath.read(body, "$..code") : ofGraphQl;
			return codes.isEmpty() ? "" : codes.getFirst();
		}

	}

}
