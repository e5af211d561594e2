package dev.missioncontrol.invite.api;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.api.policy.Allowance;
import dev.missioncontrol.invite.api.policy.Allowances;
import dev.missioncontrol.invite.api.policy.DomainRule;
import dev.missioncontrol.invite.api.policy.OrganizationPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules that organizations set for themselves. Each test has an organization of its own.
 */
class PolicyIT {

	private final InviteApi api = InviteApi.shared();

	private final String organization = "org-" + UUID.randomUUID();

	@Test
	void showsWhatWasSetAndWhatFollowsFromIt() {
		put("""
				{"defaultTtl": "PT2H", "maxTtl": "PT48H", "allowedRoles": ["read"],
				 "allowedDomains": ["Example.com", "*.example.org"], "deniedDomains": ["guests.example.org"],
				 "dailyQuota": 50, "ratePerMinute": 10}""").expectStatus().isOk();
		show().jsonPath("$.defaultTtl")
			.isEqualTo("PT2H")
			.jsonPath("$.allowedDomains")
			.isEqualTo(List.of("*.example.org", "example.com"))
			.jsonPath("$.deniedDomains[0]")
			.isEqualTo("guests.example.org")
			.jsonPath("$.dailyQuota")
			.isEqualTo(50)
			.jsonPath("$.effective.maxTtl")
			.isEqualTo("PT48H")
			.jsonPath("$.effective.allowedRoles")
			.isEqualTo(List.of("read"));
		put("{}").expectStatus().isOk();
		show().jsonPath("$.defaultTtl")
			.isEmpty()
			.jsonPath("$.ratePerMinute")
			.isEmpty()
			.jsonPath("$.effective.defaultTtl")
			.isEqualTo("PT24H");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "`{\"maxTtl\": \"P31D\"}`,/maxTtl,ttl-out-of-range",
			"`{\"defaultTtl\": \"soon\"}`,/defaultTtl,invalid-ttl",
			"`{\"defaultTtl\": \"PT3H\", \"maxTtl\": \"PT2H\"}`,/defaultTtl,ttl-out-of-range",
			"`{\"allowedRoles\": []}`,/allowedRoles,empty-roles",
			"`{\"allowedRoles\": [\"read\", \"owner\"]}`,/allowedRoles/1,unknown-role",
			"`{\"allowedDomains\": [\"com\"]}`,/allowedDomains/0,invalid-domain",
			"`{\"deniedDomains\": [1]}`,/deniedDomains/0,wrong-type", "`{\"dailyQuota\": 0}`,/dailyQuota,out-of-range",
			"`{\"dailyQuota\": \"7\"}`,/dailyQuota,wrong-type", "`{\"ratePerMinute\": 1.5}`,/ratePerMinute,wrong-type",
			"`{\"color\": \"red\"}`,/color,unknown-field", "`[]`,``,wrong-type" })
	void refusesWhatCannotBeKept(String body, String pointer, String code) {
		put(body).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].pointer")
			.isEqualTo(pointer)
			.jsonPath("$.errors[0].code")
			.isEqualTo(code);
		show().jsonPath("$.dailyQuota").isEmpty();
	}

	@Test
	void isTheSameOverGraphQl() {
		graphQl("""
				mutation { set_policy(input: {maxTtl: "PT48H", allowedRoles: ["read"], resend: KEEP, dailyQuota: 50,
					deniedDomains: ["Guests.example.org"]}) { maxTtl resend effective { resend } } }""")
			.jsonPath("$.data.set_policy.maxTtl")
			.isEqualTo("PT48H")
			.jsonPath("$.data.set_policy.resend")
			.isEqualTo("KEEP")
			.jsonPath("$.data.set_policy.effective.resend")
			.isEqualTo("KEEP");
		show().jsonPath("$.maxTtl")
			.isEqualTo("PT48H")
			.jsonPath("$.resend")
			.isEqualTo("keep")
			.jsonPath("$.dailyQuota")
			.isEqualTo(50);
		refuses("{\"email\": \"ada@example.com\", \"roles\": [\"admin\"]}", "unknown-role");
		put("{\"ratePerMinute\": 3}").expectStatus().isOk();
		graphQl("{ policy { maxTtl allowedRoles deniedDomains resend ratePerMinute effective { resend maxTtl } } }")
			.jsonPath("$.data.policy.maxTtl")
			.isEmpty()
			.jsonPath("$.data.policy.allowedRoles")
			.isEmpty()
			.jsonPath("$.data.policy.deniedDomains")
			.isEqualTo(List.of())
			.jsonPath("$.data.policy.resend")
			.isEmpty()
			.jsonPath("$.data.policy.ratePerMinute")
			.isEqualTo(3)
			.jsonPath("$.data.policy.effective.resend")
			.isEqualTo("SUPERSEDE")
			.jsonPath("$.data.policy.effective.maxTtl")
			.isEqualTo("PT720H");
	}

	@Test
	void saysWhatIsWrongOverGraphQlAsWell() {
		graphQl("""
				mutation { set_policy(input: {maxTtl: "P31D", allowedRoles: [], deniedDomains: ["com"], dailyQuota: 0})
					{ maxTtl } }""").jsonPath("$.errors[0].extensions.code")
			.isEqualTo("invalid-request")
			.jsonPath("$.errors[0].extensions.errors[*].pointer")
			.isEqualTo(List.of("/maxTtl", "/allowedRoles", "/deniedDomains/0", "/dailyQuota"));
	}

	@Test
	void holdsForInvites() {
		put("""
				{"maxTtl": "PT2H", "allowedRoles": ["read"], "allowedDomains": ["example.com"], "dailyQuota": 1,
				 "resend": "keep"}""").expectStatus().isOk();
		refuses("{\"email\": \"ada@example.org\", \"roles\": [\"read\"]}", "domain-not-allowed");
		refuses("{\"email\": \"ada@example.com\", \"roles\": [\"admin\"]}", "unknown-role");
		refuses("{\"email\": \"ada@example.com\", \"roles\": [\"read\"], \"ttl\": \"PT3H\"}", "ttl-out-of-range");
		invite("{\"email\": \"ada@example.com\", \"roles\": [\"read\"]}").expectStatus().isAccepted();
		invite("{\"email\": \"grace@example.com\", \"roles\": [\"read\"]}").expectStatus()
			.isEqualTo(429)
			.expectHeader()
			.exists("Retry-After")
			.expectHeader()
			.valueEquals("RateLimit-Policy", "\"day\";q=1;w=86400")
			.expectHeader()
			.valueMatches("RateLimit", "\"day\";r=0;t=\\d+")
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("quota-exceeded");
	}

	@Test
	void countsNoMoreThanADayAllowsHoweverManyAskAtOnce() {
		assertThat(ask(40, policy(7, null))).containsExactlyInAnyOrderEntriesOf(Map.of("granted", 7L, "DAY", 33L));
		allowances().giveBack(this.organization).block();
		assertThat(ask(2, policy(7, null))).containsExactlyInAnyOrderEntriesOf(Map.of("granted", 1L, "DAY", 1L));
	}

	@Test
	void countsNoMoreThanAMinuteAllows() {
		assertThat(ask(40, policy(null, 5))).containsExactlyInAnyOrderEntriesOf(Map.of("granted", 5L, "MINUTE", 35L));
	}

	@Test
	void saysWhenTheNextOneIsPossible() {
		// One after the other: of several at once the database may take a later one
		// first, and refuse the earlier.
		IntStream.range(0, 5).forEach((_) -> allowances().take(this.organization, policy(null, 5)).block());
		assertThat(allowances().take(this.organization, policy(null, 5)).block()).isInstanceOfSatisfying(
				Allowance.Exhausted.class,
				(exhausted) -> assertThat(exhausted.retryAfter().toSeconds()).isBetween(1L, 12L));
		assertThat(allowances().take(this.organization, policy(1, null)).block()).isInstanceOfSatisfying(
				Allowance.Exhausted.class,
				(exhausted) -> assertThat(exhausted.retryAfter().toSeconds()).isBetween(1L, 86_400L));
	}

	private void refuses(String body, String code) {
		invite(body).expectStatus().isBadRequest().expectBody().jsonPath("$.errors[0].code").isEqualTo(code);
	}

	private WebTestClient.ResponseSpec invite(String body) {
		return client().post().uri("/v1/invites").contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
	}

	private Map<String, Long> ask(int times, OrganizationPolicy policy) {
		return Flux.fromStream(IntStream.range(0, times).boxed())
			.flatMap((_) -> allowances().take(this.organization, policy), times)
			.map((allowance) -> switch (allowance) {
				case Allowance.Granted _ -> "granted";
				case Allowance.Exhausted exhausted -> exhausted.limit().name();
			})
			.collect(Collectors.groupingBy((outcome) -> outcome, Collectors.counting()))
			.blockOptional()
			.orElseThrow();
	}

	private static OrganizationPolicy policy(Integer dailyQuota, Integer ratePerMinute) {
		return new OrganizationPolicy(null, null, null, DomainRule.ALL, null, dailyQuota, ratePerMinute);
	}

	private Allowances allowances() {
		return this.api.context().getBean(Allowances.class);
	}

	private WebTestClient.ResponseSpec put(String body) {
		return client().put().uri("/v1/policy").contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
	}

	private WebTestClient.BodyContentSpec show() {
		return client().get().uri("/v1/policy").exchange().expectStatus().isOk().expectBody();
	}

	private WebTestClient.BodyContentSpec graphQl(String query) {
		return client().post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", query))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody();
	}

	private WebTestClient client() {
		return this.api.client(this.api.issuer().token(this.organization, "create:invites manage:policies"));
	}

}
