package dev.missioncontrol.invite.claim;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.ClaimEvent.ClaimRejected;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.ClaimEvent.Rejection;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed.Reason;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LoginIT {

	private static final Pattern RETRY = Pattern.compile("href=\"(/claim/retry[^\"]+)\"");

	private final Gateway gateway = Gateway.shared();

	private final Auth0Double auth0 = this.gateway.auth0();

	private final Browser browser = this.gateway.browser();

	private final Invite invite = InviteFixture.anInvite().email("grace@example.com").build();

	@Test
	void letsTheInvitedPersonIn() {
		Query login = this.gateway.follow(this.browser, this.invite);
		Map<String, Object> claims = this.auth0.claims(login, "Grace@Example.com");
		claims.put("https://missioncontrol.dev/invite_id", this.invite.inviteId().toString());
		HttpResponse<String> response = back(login, this.auth0.code(login, claims));
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location")).hasValue(Gateway.DASHBOARD);
		assertThat(this.browser.cookies()).isEmpty();
		assertThat(this.gateway.awaitClaims(this.invite, 2)).containsExactly(
				new InviteOpened(this.invite.inviteId(), 1, false),
				new InviteAccepted(this.invite.inviteId(), 1, "auth0|Grace@Example.com"));
	}

	@Test
	void finishesEachLoginOnce() {
		Query login = this.gateway.follow(this.browser, this.invite);
		Map<String, String> before = Map.copyOf(this.browser.cookies());
		String code = this.auth0.code(login, this.auth0.claims(login, "grace@example.com"));
		assertThat(back(login, code).statusCode()).isEqualTo(302);
		refuses(back(login, code), 400, "login_unknown");
		this.browser.cookies().putAll(before);
		refuses(back(login, code), 400, "login_used");
	}

	@Test
	void keepsAnotherAccountOutAndOffersToLogInAsTheInvitedPerson() {
		Query login = this.gateway.follow(this.browser, this.invite);
		HttpResponse<String> page = back(login, this.auth0.code(login, this.auth0.claims(login, "eve@example.com")));
		refuses(page, 403, "invite_wrong_account");
		assertThat(this.gateway.awaitClaims(this.invite, 2))
			.contains(new ClaimRejected(this.invite.inviteId(), 1, Rejection.WRONG_ACCOUNT));
		Query again = retry(page);
		assertThat(again.get("login_hint")).isEqualTo("grace@example.com");
		assertThat(again.get("state")).isNotEqualTo(login.get("state"));
		assertThat(back(again, this.auth0.code(again, this.auth0.claims(again, "grace@example.com"))).headers()
			.firstValue("Location")).hasValue(Gateway.DASHBOARD);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badIdTokens")
	void believesNoOtherIdToken(String kind, Consumer<Map<String, Object>> change, int status, String code) {
		Query login = this.gateway.follow(this.browser, this.invite);
		Map<String, Object> claims = this.auth0.claims(login, "grace@example.com");
		change.accept(claims);
		refuses(back(login, this.auth0.code(login, claims)), status, code);
	}

	static Stream<Arguments> badIdTokens() {
		return Stream.of(bad("unverified", "email_verified", false, "email_not_verified"),
				bad("verified as text", "email_verified", "true", "email_not_verified"),
				bad("no e-mail", "email", null, "invite_wrong_account"),
				bad("other nonce", "nonce", "x".repeat(43), "login_refused"),
				bad("no nonce", "nonce", null, "login_refused"),
				bad("other issuer", "iss", "https://evil.example.com/", "login_refused"),
				bad("other audience", "aud", "other-client", "login_refused"),
				bad("several audiences", "aud", List.of(Auth0Double.CLIENT_ID, "other"), "login_refused"),
				bad("other party", "azp", "other", "login_refused"),
				bad("expired", "exp", Instant.now().minus(Duration.ofHours(1)), "login_refused"),
				bad("from the future", "iat", Instant.now().plus(Duration.ofHours(1)), "login_refused"),
				bad("no subject", "sub", null, "login_refused"),
				bad("other invite", "https://missioncontrol.dev/invite_id", "01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f",
						"login_refused"));
	}

	@Test
	void believesNoForeignSignature() {
		Query login = this.gateway.follow(this.browser, this.invite);
		String code = this.auth0.code(login, this.auth0.claims(login, "grace@example.com"), RsaKeys.generate(2048));
		refuses(back(login, code), 403, "login_refused");
	}

	@ParameterizedTest
	@CsvSource({ "invite_required,400,", "invite_invalid,400,", "invite_expired,410,", "invite_wrong_account,403,",
			"email_not_verified,403,", "invite_revoked,410,", "invite_already_accepted,410,", "invite_superseded,410,",
			"invite_status_unavailable,503,", "login_unavailable,503,", "something_else,403,login_refused" })
	void explainsWhyTheProviderDenied(String code, int status, String page) {
		Query login = this.gateway.follow(this.browser, this.invite);
		String denial = "/claim/callback?error=access_denied&error_description="
				+ URLEncoder.encode(code + ": Some <b>sentence</b>.", StandardCharsets.UTF_8);
		// Whoever knows no state cannot make us say anything.
		refuses(this.browser.get(denial + "&state=" + "x".repeat(43)), 400, "login_unknown");
		HttpResponse<String> response = this.browser.get(denial + "&state=" + login.get("state"));
		refuses(response, status, (page != null) ? page : code);
		assertThat(response.body()).doesNotContain("sentence");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?state=%1$s", "?code=a&code=b&state=%1$s", "?code=&state=%1$s",
			"?code=a&state=%1$s&state=%1$s", "?code=a&state=%2$s", "?code=a&state=%3$s", "?code=a&state=%2$sxxx",
			"?code=a&state=%1$s%%00", "?code=a" })
	void refusesCallbacksThatAreNotClear(String query) {
		String state = this.gateway.follow(this.browser, this.invite).get("state");
		String name = state.substring(0, 8);
		refuses(this.browser.get("/claim/callback" + query.formatted(state, name, name + "x".repeat(35))), 400,
				"login_unknown");
	}

	@Test
	void finishesTwoLoginsInTwoTabs() {
		Invite other = InviteFixture.anInvite().email("ada@example.com").build();
		Query first = this.gateway.follow(this.browser, this.invite);
		Query second = this.gateway.follow(this.browser, other);
		assertThat(back(first, this.auth0.code(first, this.auth0.claims(first, "grace@example.com"))).statusCode())
			.isEqualTo(302);
		assertThat(back(second, this.auth0.code(second, this.auth0.claims(second, "ada@example.com"))).statusCode())
			.isEqualTo(302);
	}

	@ParameterizedTest
	@CsvSource({ "500,''", "503,not json", "429,{}", "401,{}", "200,not json" })
	void asksToTryAgainWhenTheProviderFails(int status, String body) {
		Query login = this.gateway.follow(this.browser, this.invite);
		HttpResponse<String> page = back(login, this.auth0.prepare(login, status, body));
		refuses(page, 503, "login_unavailable");
		assertThat(retry(page).parameters()).containsKey("state");
	}

	/** Each answer comes from another thread, and the next request follows at once. */
	@Test
	void answersEveryRequestOfAKeptConnection() {
		for (int i = 0; i < 100; i++) {
			Query login = this.gateway.follow(this.browser, this.invite);
			refuses(back(login, "unknown"), 400, "login_used");
		}
	}

	@Test
	void waitsForTheProviderOnlySoLong() {
		Query login = this.gateway.follow(this.browser, this.invite);
		Instant start = Instant.now();
		refuses(back(login, this.auth0.prepare(login, 200, "{}", Duration.ofSeconds(8))), 503, "login_unavailable");
		assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void refusesAnInviteThatWasRevokedMeanwhile() {
		Query login = this.gateway.follow(this.browser, this.invite);
		this.gateway.close(this.invite, Reason.REVOKED, 1, "auth0|admin");
		refuses(back(login, this.auth0.code(login, this.auth0.claims(login, "grace@example.com"))), 410,
				"invite_revoked");
	}

	@Test
	void finishesALoginWhoseLinkWasSupersededMeanwhile() {
		Query login = this.gateway.follow(this.browser, this.invite);
		this.gateway.close(this.invite, Reason.SUPERSEDED, 1, null);
		assertThat(back(login, this.auth0.code(login, this.auth0.claims(login, "grace@example.com"))).headers()
			.firstValue("Location")).hasValue(Gateway.DASHBOARD);
	}

	@Test
	void leadsOnThePersonThatAcceptedBefore() {
		Query login = this.gateway.follow(this.browser, this.invite);
		this.gateway.close(this.invite, Reason.ACCEPTED, 1, "auth0|grace@example.com");
		assertThat(back(login, this.auth0.code(login, this.auth0.claims(login, "grace@example.com"))).headers()
			.firstValue("Location")).hasValue(Gateway.DASHBOARD);
	}

	@Test
	void keepsASecondAccountOut() {
		Query login = this.gateway.follow(this.browser, this.invite);
		this.gateway.close(this.invite, Reason.ACCEPTED, 1, "google|1");
		refuses(back(login, this.auth0.code(login, this.auth0.claims(login, "grace@example.com"))), 410,
				"invite_already_accepted");
	}

	@Test
	void hasNothingToRetryInANewBrowser() {
		refuses(this.browser.get("/claim/retry"), 400, "login_unknown");
		refuses(this.browser.get("/claim/retry?login=aaaaaaaa"), 400, "login_unknown");
	}

	private HttpResponse<String> back(Query login, String code) {
		return this.browser.get("/claim/callback?code=" + code + "&state=" + login.get("state"));
	}

	private Query retry(HttpResponse<String> page) {
		Matcher link = RETRY.matcher(page.body());
		assertThat(link.find()).isTrue();
		String path = link.group(1).replace("&#x3D;", "=");
		return Query.of(this.browser.get(path).headers().firstValue("Location").orElseThrow());
	}

	private static void refuses(HttpResponse<String> page, int status, String code) {
		assertThat(page.body()).contains("<p class=\"code\">" + code + "</p>");
		assertThat(page.statusCode()).isEqualTo(status);
		assertThat(page.headers().firstValue("Location")).isEmpty();
	}

	private static Arguments bad(String kind, String claim, Object value, String code) {
		Consumer<Map<String, Object>> change = (value != null) ? (claims) -> claims.put(claim, value)
				: (claims) -> claims.remove(claim);
		return Arguments.of(kind, change, 403, code);
	}

}
