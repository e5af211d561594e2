package dev.missioncontrol.invite.claim;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
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

class LinkIT {

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.browser();

	private final Invite invite = InviteFixture.anInvite().build();

	@Test
	void sendsPeopleToTheLogin() {
		String token = this.gateway.tokens().sign(this.invite);
		HttpResponse<String> response = this.browser.get("/claim?invite_token=" + token);
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.body()).isEmpty();
		String location = response.headers().firstValue("Location").orElseThrow();
		assertThat(location).startsWith(this.gateway.auth0().domain() + "/authorize?");
		assertThat(Query.of(location).parameters()).containsEntry("response_type", "code")
			.containsEntry("client_id", Auth0Double.CLIENT_ID)
			.containsEntry("redirect_uri", "https://join.example.com/claim/callback")
			.containsEntry("scope", "openid profile email")
			.containsEntry("code_challenge_method", "S256")
			.containsEntry("prompt", "login")
			.containsEntry("login_hint", "grace@example.com")
			.containsEntry("screen_hint", "signup")
			.containsEntry("invite_token", token)
			.containsKeys("state", "nonce", "code_challenge")
			.doesNotContainKey("audience");
	}

	@Test
	void bindsTheLoginToTheBrowser() {
		HttpResponse<String> response = this.browser
			.get("/claim?invite_token=" + this.gateway.tokens().sign(this.invite));
		assertThat(response.headers().allValues("Set-Cookie")).singleElement()
			.asString()
			.startsWith("__Host-invite_login_")
			.contains("; Path=/;", "; Max-Age=900;", "; Secure", "; SameSite=Lax")
			.containsIgnoringCase("; HttpOnly")
			.doesNotContain("Domain", "grace");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badTokens")
	void neverRedirectsWithABadToken(String kind, String query) {
		HttpResponse<String> page = this.browser.get("/claim" + query);
		assertThat(page.statusCode()).isEqualTo(400);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(page.headers().firstValue("Location")).isEmpty();
		assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
		HttpResponse<String> problem = this.browser.call("/claim" + query);
		assertThat(problem.statusCode()).isEqualTo(400);
		assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(problem.headers().firstValue("Location")).isEmpty();
		assertThat(problem.body()).containsPattern("\"code\":\"invite_(invalid|required)\"");
	}

	static Stream<Arguments> badTokens() {
		Invite invite = InviteFixture.anInvite().build();
		ClaimTokens tokens = Gateway.shared().tokens();
		String good = tokens.sign(invite);
		Map<String, Object> none = tokens.header();
		none.put("alg", "none");
		Map<String, Object> hmac = tokens.header();
		hmac.put("alg", "HS256");
		ClaimTokens forger = new ClaimTokens(RsaKeys.generate(2048));
		String unsigned = tokens.sign(none, ClaimTokens.claims(invite));
		return Stream.of(Arguments.of("none at all", ""), Arguments.of("empty", "?invite_token="),
				Arguments.of("another parameter", "?token=" + good),
				Arguments.of("tampered", "?invite_token=" + good.replaceFirst("\\.e", ".f")),
				Arguments.of("unsigned", "?invite_token=" + unsigned.substring(0, unsigned.lastIndexOf('.') + 1)),
				Arguments.of("HS256", "?invite_token=" + tokens.sign(hmac, ClaimTokens.claims(invite))),
				Arguments.of("foreign key", "?invite_token=" + forger.sign(invite)),
				Arguments.of("foreign key, our name",
						"?invite_token=" + forger.sign(tokens.header(), ClaimTokens.claims(invite))),
				Arguments.of("twice", "?invite_token=" + good + "&invite_token=" + good),
				Arguments.of("twice, once escaped", "?invite_token=" + good + "&invite%5Ftoken=" + good),
				Arguments.of("line break", "?invite_token=" + good + "%0d%0aLocation:%20https://evil.example.com"),
				Arguments.of("too long", "?invite_token=" + "a".repeat(3000)));
	}

	@Test
	void tellsThatALinkHasExpired() {
		Invite old = InviteFixture.anInvite()
			.requestedAt(Instant.now().minus(Duration.ofDays(2)))
			.ttl(Duration.ofHours(1))
			.build();
		refuses(old, "invite_expired");
	}

	@ParameterizedTest
	@CsvSource({ "REVOKED,invite_revoked", "EXPIRED,invite_expired", "SUPERSEDED,invite_superseded" })
	void stopsAtClosedInvites(Reason reason, String code) {
		this.gateway.close(this.invite, reason, 1, null);
		refuses(this.invite, code);
	}

	@Test
	void leadsOnFromAnAcceptedInvite() {
		this.gateway.close(this.invite, Reason.ACCEPTED, 1, "auth0|1");
		refuses(this.invite, "invite_already_accepted");
		assertThat(this.browser.get("/claim?invite_token=" + this.gateway.tokens().sign(this.invite)).body())
			.contains("href=\"" + Gateway.DASHBOARD + "\"");
	}

	@Test
	void keepsTheNewestLinkAliveAfterAResend() {
		this.gateway.close(this.invite, Reason.SUPERSEDED, 1, null);
		Invite second = InviteFixture.anInvite().id(this.invite.inviteId()).generation(2).build();
		assertThat(this.gateway.follow(this.browser, second).parameters()).containsKey("state");
	}

	@Test
	void isNotUsedUpByScanners() {
		String path = "/claim?invite_token=" + this.gateway.tokens().sign(this.invite);
		for (int i = 0; i < 25; i++) {
			assertThat(this.gateway.browser().send("HEAD", path, Map.of()).statusCode()).isEqualTo(302);
			assertThat(this.gateway.browser()
				.send("GET", path, Map.of("User-Agent", "Mozilla/5.0 (compatible; LinkScanner/1.0)"))
				.statusCode()).isEqualTo(302);
		}
		assertThat(this.browser.get(path).statusCode()).isEqualTo(302);
		assertThat(this.gateway.awaitClaims(this.invite, 51))
			.containsOnly(new InviteOpened(this.invite.inviteId(), 1, true),
					new InviteOpened(this.invite.inviteId(), 1, false))
			.filteredOn(new InviteOpened(this.invite.inviteId(), 1, false)::equals)
			.hasSize(1);
	}

	@Test
	void keepsFewLoginsPerBrowser() {
		for (int i = 0; i < 10; i++) {
			this.gateway.follow(this.browser, InviteFixture.anInvite().build());
		}
		assertThat(this.browser.cookies()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/claim", "/claim/retry", "/claim/callback", "/claim/status/x", "/.well-known/jwks.json" })
	void takesNoOtherMethods(String path) {
		for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
			assertThat(this.browser.send(method, path, Map.of()).statusCode()).as(method).isEqualTo(405);
		}
	}

	@Test
	void knowsNoOtherAddresses() {
		HttpResponse<String> problem = this.browser.call("/claim/" + this.gateway.tokens().sign(this.invite));
		assertThat(problem.statusCode()).isEqualTo(404);
		assertThat(problem.body()).isEqualTo("{\"type\":\"https://missioncontrol.dev/problems/not_found\","
				+ "\"title\":\"There is nothing here\",\"status\":404,"
				+ "\"detail\":\"Please open the link from your e-mail again.\",\"code\":\"not_found\"}");
	}

	private void refuses(Invite refused, String code) {
		String path = "/claim?invite_token=" + this.gateway.tokens().sign(refused);
		HttpResponse<String> page = this.browser.get(path);
		assertThat(page.statusCode()).isEqualTo(410);
		assertThat(page.headers().firstValue("Location")).isEmpty();
		assertThat(page.body()).contains(code);
		HttpResponse<String> problem = this.browser.call(path);
		assertThat(problem.statusCode()).isEqualTo(410);
		assertThat(problem.body()).contains("\"type\":\"https://missioncontrol.dev/problems/" + code + "\"");
	}

}
