package dev.missioncontrol.invite.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.test.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever has signed up into an organization is not invited into it.
 */
@ExtendWith(OutputCaptureExtension.class)
class MemberIT {

	private static final TenantStandIn TENANT = new TenantStandIn();

	private static final InviteApi API = InviteApi.start(TestPostgres.newDatabase(),
			"--invite.policy.duplicates=refuse", "--invite.auth0.domain=" + TENANT.domain(),
			"--invite.auth0.client-id=" + TenantStandIn.CLIENT_ID,
			"--invite.auth0.client-secret=" + TenantStandIn.CLIENT_SECRET, "--invite.reconcile.enabled=false",
			"--invite.members.rate-per-second=1000", "--invite.members.pause=0s", "--invite.members.timeout=20s");

	private final String email = "grace+" + UUID.randomUUID() + "@example.com";

	@AfterAll
	static void stop() {
		API.close();
		TENANT.close();
	}

	@Test
	void refusesAMemberOverRestAndGraphQl() {
		TENANT.member(this.email, "acme");
		long before = TopicEnd.of(Topics.COMMANDS);
		invite(this.email.toUpperCase(Locale.ROOT), "").expectStatus()
			.isEqualTo(409)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("already-member");
		graphQl().jsonPath("$.errors[0].extensions.code").isEqualTo("already-member");
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before);
		// Remembered from the first question.
		assertThat(lookups()).isEqualTo(1);
	}

	@Test
	void invitesAMemberOfAnotherOrganization() {
		TENANT.member(this.email, "globex");
		invite(this.email, "").expectStatus().isAccepted();
	}

	@Test
	void takesNoPlaceForAMember() {
		TENANT.member(this.email, "acme");
		invite(this.email, ", \"onDuplicate\": \"replace\"").expectStatus().isEqualTo(409);
		assertThat(API.context()
			.getBean(DatabaseClient.class)
			.sql("select 1 from pending_invite where email = :email")
			.bind("email", this.email)
			.fetch()
			.all()
			.collectList()
			.block()).isEmpty();
	}

	@Test
	void asksOncePerKeyAndNotForAnotherLink() {
		String key = UUID.randomUUID().toString();
		String answer = accepted(key);
		TENANT.member(this.email, "acme");
		assertThat(accepted(key)).isEqualTo(answer);
		assertThat(lookups()).isEqualTo(1);
		String path = "/v1/invites/" + JsonPath.<String>read(answer, "$.inviteId");
		Awaitility.await().untilAsserted(() -> API.client().get().uri(path).exchange().expectStatus().isOk());
		API.client().post().uri(path + "/resend").exchange().expectStatus().isAccepted();
		assertThat(lookups()).isEqualTo(1);
	}

	@Test
	void goesOnWhenAuth0CannotBeAskedAndCountsAndTellsNobodyWhom(CapturedOutput output) {
		double failed = counted("failed");
		TENANT.member(this.email, "acme");
		TENANT.refuseLookupOnce(500, "X-Any", this.email);
		invite(this.email, "").expectStatus().isAccepted();
		assertThat(counted("failed")).isEqualTo(failed + 1);
		assertThat(output).contains("Auth0 is not asked for members").doesNotContain(this.email);
	}

	@Test
	void asksNobodyWithoutCredentials() {
		assertThat(InviteApi.shared().context().getBean(MeterRegistry.class).find("invite.members.asked").counter())
			.isNull();
	}

	private long lookups() {
		return TENANT.lookups().stream().filter(this.email::equals).count();
	}

	private static double counted(String result) {
		var counter = API.context()
			.getBean(MeterRegistry.class)
			.find("invite.members.asked")
			.tag("result", result)
			.counter();
		return (counter != null) ? counter.count() : 0;
	}

	private String accepted(String key) {
		return post(API.client(), key, this.email, "").expectStatus()
			.isAccepted()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	private WebTestClient.ResponseSpec invite(String address, String more) {
		return post(API.client(), UUID.randomUUID().toString(), address, more);
	}

	private static WebTestClient.ResponseSpec post(WebTestClient client, String key, String address, String more) {
		return client.post()
			.uri("/v1/invites")
			.header("Idempotency-Key", key)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"email\": \"" + address + "\", \"roles\": [\"read\"]" + more + "}")
			.exchange();
	}

	private WebTestClient.BodyContentSpec graphQl() {
		Map<String, Object> input = Map.of("email", this.email, "roles", List.of("read"));
		return API.client()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query",
					"mutation Invite($input: InviteUserInput!) { invite_user(input: $input) { inviteId } }",
					"variables", Map.of("input", input)))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody();
	}

}
