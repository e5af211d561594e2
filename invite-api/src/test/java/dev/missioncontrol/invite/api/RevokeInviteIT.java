package dev.missioncontrol.invite.api;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.event.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Admins take invites back.
 */
class RevokeInviteIT {

	private final InviteApi api = InviteApi.shared();

	private final Storyteller ledger = new Storyteller(this.api);

	@Test
	void takesAPendingInviteBack() {
		Told told = pending();
		long before = TopicEnd.of(Topics.COMMANDS);
		revoke(told, null, "{\"reason\":\"Wrong address\"}").expectStatus()
			.isAccepted()
			.expectHeader()
			.valueEquals(HttpHeaders.LOCATION, "/v1/invites/" + told.id())
			.expectBody()
			.jsonPath("$.inviteId")
			.isEqualTo(told.id().toString())
			.jsonPath("$.generation")
			.isEqualTo(1)
			.jsonPath("$.requestedBy")
			.isEqualTo("auth0|admin")
			.jsonPath("$.reason")
			.isEqualTo("Wrong address");
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before + 1);
		this.ledger.awaitStatus(told.id(), "revoked");
	}

	@Test
	void needsNoBody() {
		Told told = pending();
		revoke(told, null, "").expectStatus().isAccepted();
		this.ledger.awaitStatus(told.id(), "revoked");
	}

	@Test
	void refusesWhatHasEndedAndSaysHow() {
		Told told = pending();
		revoke(told, null, "").expectStatus().isAccepted();
		this.ledger.awaitStatus(told.id(), "revoked");
		long before = TopicEnd.of(Topics.COMMANDS);
		revoke(told, null, "").expectStatus()
			.isEqualTo(409)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("illegal-transition")
			.jsonPath("$.inviteStatus")
			.isEqualTo("revoked");
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before);
	}

	@Test
	void givesTheSameAnswerToTheSameKeyEvenAfterItHadItsEffect() {
		Told told = pending();
		String key = UUID.randomUUID().toString();
		List<String> answers = IntStream.range(0, 2).mapToObj((_) -> {
			String answer = revoke(told, key, "").expectStatus()
				.isAccepted()
				.expectBody(String.class)
				.returnResult()
				.getResponseBody();
			this.ledger.awaitStatus(told.id(), "revoked");
			return answer;
		}).toList();
		assertThat(answers.getFirst()).isEqualTo(answers.getLast());
		revoke(told, key, "{\"reason\":\"Another\"}").expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("idempotency-key-reused");
	}

	@Test
	void refusesTheSameRequestTwice() {
		Told told = pending();
		revoke(told, null, "").expectStatus().isAccepted();
		this.ledger.awaitStatus(told.id(), "revoked");
		long before = TopicEnd.of(Topics.COMMANDS);
		String key = UUID.randomUUID().toString();
		revoke(told, key, "").expectStatus().isEqualTo(409);
		revoke(told, key, "").expectStatus().isEqualTo(409);
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before);
	}

	@Test
	void tellsAnInviteRequestFromARevocationUnderTheSameKey() {
		Told told = pending();
		String key = UUID.randomUUID().toString();
		revoke(told, key, "").expectStatus().isAccepted();
		this.api.client()
			.post()
			.uri("/v1/invites")
			.header("Idempotency-Key", key)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"email\":\"grace@example.com\",\"roles\":[\"read\"]}")
			.exchange()
			.expectStatus()
			.isEqualTo(422);
	}

	@Test
	void hidesInvitesOfOtherOrganizations() {
		Told told = pending();
		long before = TopicEnd.of(Topics.COMMANDS);
		revoke(this.api.client(this.api.issuer().token("other", "revoke:invites")), told, null, "").expectStatus()
			.isNotFound();
		revoke(this.api.client(this.api.issuer().token("acme", "create:invites read:invites")), told, null, "")
			.expectStatus()
			.isForbidden();
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"reason":1}        | /reason | wrong-type
			{"reason":"a\\u0000"} | /reason | invalid-reason
			{"because":"x"}     | /because | unknown-field
			[]                  | ``      | wrong-type
			""")
	void saysWhatIsWrongInTheBody(String body, String pointer, String code) {
		revoke(pending(), null, body).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].pointer")
			.isEqualTo(pointer)
			.jsonPath("$.errors[0].code")
			.isEqualTo(code);
	}

	@Test
	void isOfferedOverGraphQlWithTheSameCodes() {
		Told told = pending();
		graphQl(told).jsonPath("$.data.revoke_invite.inviteId").isEqualTo(told.id().toString());
		this.ledger.awaitStatus(told.id(), "revoked");
		graphQl(told).jsonPath("$.errors[0].extensions.code")
			.isEqualTo("illegal-transition")
			.jsonPath("$.errors[0].extensions.inviteStatus")
			.isEqualTo("revoked");
	}

	private WebTestClient.BodyContentSpec graphQl(Told told) {
		String query = "mutation { revoke_invite(id: \"%s\", reason: \"x\") { inviteId generation requestedBy requestedAt } }"
			.formatted(told.id());
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

	private Told pending() {
		Told told = Told.anInvite();
		this.ledger.tell(Topics.COMMANDS, told.requested());
		this.ledger.awaitStatus(told.id(), "requested");
		return told;
	}

	private WebTestClient.ResponseSpec revoke(Told told, String key, String body) {
		return revoke(this.api.client(), told, key, body);
	}

	private static WebTestClient.ResponseSpec revoke(WebTestClient client, Told told, String key, String body) {
		return client.post()
			.uri("/v1/invites/" + told.id() + "/revoke")
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
