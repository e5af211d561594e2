package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topics;
import graphql.introspection.IntrospectionQuery;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class GraphQlIT {

	private static final String INVITE_USER = """
			mutation Invite($input: InviteUserInput!, $key: String) {
				invite_user(input: $input, idempotencyKey: $key) { inviteId status email roles expiresAt }
			}""";

	private static final String INVITE = """
			query Find($id: ID!) { invite(id: $id) {
				inviteId email organization roles status generation requestedBy requestedAt expiresAt
				timeline { milestone generation at detail }
			} }""";

	private final InviteApi api = InviteApi.shared();

	@Test
	void invitesAndFinds() {
		Map<String, Object> input = Map.of("email", "Grace@example.com", "roles", List.of("read"), "ttl", "PT1H",
				"metadata", List.of(Map.of("name", "campaign", "value", "spring")));
		byte[] answer = ask(this.api.client(), INVITE_USER, Map.of("input", input)).jsonPath("$.errors")
			.doesNotExist()
			.jsonPath("$.data.invite_user.status")
			.isEqualTo("REQUESTED")
			.jsonPath("$.data.invite_user.email")
			.isEqualTo("grace@example.com")
			.returnResult()
			.getResponseBodyContent();
		String id = JsonPath.read(new String(answer, StandardCharsets.UTF_8), "$.data.invite_user.inviteId");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> ask(this.api.client(), INVITE, Map.of("id", id)).jsonPath("$.data.invite.status")
				.isEqualTo("REQUESTED")
				.jsonPath("$.data.invite.timeline[0].milestone")
				.isEqualTo("REQUESTED"));
		ask(this.api.client(this.api.issuer().token("globex", "read:invites")), INVITE, Map.of("id", id))
			.jsonPath("$.data.invite")
			.isEmpty()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("invite-not-found");
	}

	@Test
	void repeatsTheAnswerForTheSameKey() {
		Map<String, Object> variables = Map.of("input", Map.of("email", "a@example.com", "roles", List.of("read")),
				"key", InviteId.next().toString());
		byte[] first = ask(this.api.client(), INVITE_USER, variables).returnResult().getResponseBodyContent();
		byte[] second = ask(this.api.client(), INVITE_USER, variables).returnResult().getResponseBodyContent();
		assertThat(second).isEqualTo(first).asString().contains("inviteId");
	}

	@Test
	void tellsEverythingThatIsWrongWithCodesAndPointers() {
		long before = TopicEnd.of(Topics.COMMANDS);
		Map<String, Object> input = Map.of("email", "x", "roles", List.of("root"), "ttl", "PT1S");
		ask(this.api.client(), INVITE_USER, Map.of("input", input)).jsonPath("$.errors[0].extensions.code")
			.isEqualTo("invalid-request")
			.jsonPath("$.errors[0].extensions.errors[*].pointer")
			.isEqualTo(List.of("/email", "/roles/0", "/ttl"))
			.jsonPath("$.errors[0].extensions.errors[*].code")
			.isEqualTo(List.of("invalid-email", "unknown-role", "ttl-out-of-range"));
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before);
	}

	@Test
	void givesACodeToErrorsOfTheRequestItself() {
		for (String query : List.of("{", "{ nothing }",
				"mutation { invite_user(input: {organization: \"x\"}) { inviteId } }")) {
			ask(this.api.client(), query, Map.of()).jsonPath("$.errors[0].extensions.code")
				.isEqualTo("invalid-request");
		}
	}

	@Test
	void needsTheScope() {
		long before = TopicEnd.of(Topics.COMMANDS);
		Map<String, Object> input = Map.of("email", "a@example.com", "roles", List.of("read"));
		ask(this.api.client(this.api.issuer().token("acme", "read:invites")), INVITE_USER, Map.of("input", input))
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("insufficient-scope");
		ask(this.api.client(this.api.issuer().token("acme", "create:invites")), INVITE,
				Map.of("id", InviteId.next().toString()))
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("insufficient-scope");
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before);
	}

	@Test
	void asksForATokenInHttp() {
		this.api.anonymous()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", "{ __typename }"))
			.exchange()
			.expectStatus()
			.isUnauthorized();
	}

	@Test
	void limitsQueries() {
		StringBuilder query = new StringBuilder("query { ");
		for (int i = 0; i < 150; i++) {
			query.append("a").append(i).append(": invite(id: \"x\") { inviteId } ");
		}
		ask(this.api.client(), query.append("}").toString(), Map.of()).jsonPath("$.errors[0].message")
			.value((message) -> assertThat(message.toString()).contains("complexity"));
		String deep = "query { __schema { types " + "{ fields { type ".repeat(10) + "{ name } " + "} } ".repeat(10)
				+ "} }";
		ask(this.api.client(), deep, Map.of()).jsonPath("$.errors[0].extensions.code").isEqualTo("invalid-request");
	}

	@Test
	void showsItsSchemaToTools() {
		ask(this.api.client(), IntrospectionQuery.INTROSPECTION_QUERY, Map.of()).jsonPath("$.errors")
			.doesNotExist()
			.jsonPath("$.data.__schema.mutationType.name")
			.isEqualTo("Mutation");
	}

	@Test
	void keepsGraphiQlOffByDefault() {
		this.api.anonymous().get().uri("/graphiql").exchange().expectStatus().isEqualTo(HttpStatus.NOT_FOUND);
	}

	private static WebTestClient.BodyContentSpec ask(WebTestClient client, String query,
			Map<String, Object> variables) {
		return client.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", query, "variables", variables))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody();
	}

}
