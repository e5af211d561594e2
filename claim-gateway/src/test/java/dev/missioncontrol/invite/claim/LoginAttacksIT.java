package dev.missioncontrol.invite.claim;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Attacks on the way back from the login (RFC 9700 section 4, RFC 9207). */
class LoginAttacksIT {

	private static final String GRACE = "grace@example.com";

	private static final String EVE = "eve@example.com";

	private static final String LAST = "auth0|last";

	private final Gateway gateway = Gateway.shared();

	private final Auth0Double auth0 = this.gateway.auth0();

	private final Browser victim = this.gateway.browser();

	private final Browser attacker = this.gateway.browser();

	private final Invite invite = InviteFixture.anInvite().email(GRACE).build();

	private final Invite attackersInvite = InviteFixture.anInvite().email(EVE).build();

	private Query login;

	private Query attackersLogin;

	@BeforeEach
	void startBothLogins() {
		this.login = this.gateway.follow(this.victim, this.invite);
		this.attackersLogin = this.gateway.follow(this.attacker, this.attackersInvite);
	}

	/** Section 4.7: the victim would act in the attacker's account. */
	@Test
	void refusesLoginCsrf() {
		String code = this.auth0.code(this.attackersLogin, this.auth0.claims(this.attackersLogin, EVE));
		refuses(back(this.victim, this.attackersLogin, code), "login_unknown");
		refuses(back(this.gateway.browser(), this.attackersLogin, code), "login_unknown");
		assertThat(this.auth0.holds(code)).as("the code was not even tried").isTrue();
		assertThat(accounts(this.attackersInvite, EVE)).containsExactly(LAST);
		finishes(this.victim, this.login, GRACE);
	}

	/** Section 4.5: a stolen code in the attacker's own login; PKCE refuses. */
	@Test
	void refusesAnInjectedCode() {
		String stolen = this.auth0.code(this.login, this.auth0.claims(this.login, GRACE));
		refuses(back(this.attacker, this.attackersLogin, stolen), "login_used");
		assertThat(accounts(this.attackersInvite, EVE)).containsExactly(LAST);
	}

	/** The same at a tenant that checks no PKCE: the nonce refuses. */
	@Test
	void refusesAnInjectedCodeWithoutPkce() {
		Map<String, Object> victims = this.auth0.claims(this.login, EVE);
		refuses(back(this.attacker, this.attackersLogin, this.auth0.code(this.attackersLogin, victims)),
				"login_refused");
	}

	@Test
	void refusesTheCodeOfAnotherTab() {
		Query otherTab = this.gateway.follow(this.victim, this.invite);
		String code = this.auth0.code(otherTab, this.auth0.claims(otherTab, GRACE));
		refuses(back(this.victim, this.login, code), "login_used");
	}

	@Test
	void refusesAReplayedCallback() {
		Map<String, String> cookies = Map.copyOf(this.victim.cookies());
		String code = finishes(this.victim, this.login, GRACE);
		refuses(back(this.victim, this.login, code), "login_unknown");
		this.victim.cookies().putAll(cookies);
		refuses(back(this.victim, this.login, code), "login_used");
		assertThat(accounts(this.invite, GRACE)).containsExactly("auth0|" + GRACE, LAST);
	}

	/**
	 * One state, one answer: what came back once does not come back again with another
	 * code.
	 */
	@Test
	void refusesASecondAnswerToTheSameState() {
		refuses(answer(this.victim, this.login, "error=access_denied"), "login_refused");
		String code = this.auth0.code(this.login, this.auth0.claims(this.login, GRACE));
		refuses(back(this.victim, this.login, code), "login_used");
		assertThat(this.auth0.holds(code)).as("the code was not even tried").isTrue();
	}

	/** The cookie of one login under the name of another. */
	@Test
	void refusesASwappedCookie() {
		String name = this.victim.cookies().keySet().iterator().next();
		String foreign = this.attacker.cookies().values().iterator().next();
		this.victim.cookies().put(name, foreign);
		String code = this.auth0.code(this.login, this.auth0.claims(this.login, GRACE));
		refuses(back(this.victim, this.login, code), "login_unknown");
		assertThat(this.auth0.holds(code)).isTrue();
	}

	@Test
	void refusesAnAlteredCookie() {
		Map.Entry<String, String> cookie = Map.copyOf(this.victim.cookies()).entrySet().iterator().next();
		byte[] sealed = Base64.getUrlDecoder().decode(cookie.getValue());
		for (int i = 0; i < sealed.length; i += sealed.length / 50) {
			byte[] altered = sealed.clone();
			altered[i] ^= 1;
			this.victim.cookies().put(cookie.getKey(), Base64.getUrlEncoder().withoutPadding().encodeToString(altered));
			refuses(answer(this.victim, this.login, "error=access_denied"), "login_unknown");
		}
		this.victim.cookies().put(cookie.getKey(), cookie.getValue());
		refuses(answer(this.victim, this.login, "error=access_denied"), "login_refused");
	}

	/** Section 4.4 and RFC 9207 section 2.4. */
	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example.com/", "", "%s", "%s//", "%s/&iss=%1$s/", "%s/&iss=x", "%S/" })
	void refusesMixUp(String issuer) {
		String code = this.auth0.code(this.login, this.auth0.claims(this.login, GRACE));
		refuses(answer(this.victim, this.login, "code=" + code + "&iss=" + issuer.formatted(this.auth0.domain())),
				"login_refused");
		assertThat(this.auth0.holds(code)).as("the code was not given away").isTrue();
		assertThat(accounts(this.invite, GRACE)).containsExactly(LAST);
	}

	@Test
	void refusesMixUpOfErrors() {
		String evil = URLEncoder.encode("https://evil.example.com/", StandardCharsets.UTF_8);
		refuses(answer(this.victim, this.login,
				"error=access_denied&error_description=invite_revoked%3A%20no&iss=" + evil), "login_refused");
	}

	@Test
	void takesTheAnswerOfOurTenant() {
		String code = this.auth0.code(this.login, this.auth0.claims(this.login, GRACE));
		String issuer = URLEncoder.encode(this.auth0.domain() + "/", StandardCharsets.UTF_8);
		arrives(answer(this.victim, this.login, "code=" + code + "&iss=" + issuer));
	}

	@Test
	void leavesTheCodeAloneUnlessItIsAGet() {
		String code = this.auth0.code(this.login, this.auth0.claims(this.login, GRACE));
		String path = "/claim/callback?code=" + code + "&state=" + this.login.get("state");
		for (String method : List.of("HEAD", "POST", "PUT", "OPTIONS")) {
			assertThat(this.victim.send(method, path, Map.of()).statusCode()).as(method).isEqualTo(405);
		}
		assertThat(this.auth0.holds(code)).isTrue();
		arrives(this.victim.get(path));
	}

	@Test
	void takesNoDestinationFromTheCallback() {
		String code = this.auth0.code(this.login, this.auth0.claims(this.login, GRACE));
		arrives(answer(this.victim, this.login,
				"code=" + code + "&redirect_uri=https://evil.example.com&returnTo=//evil.example.com"));
	}

	@Test
	void asksForProofOfKeyPossessionInEachLogin() {
		assertThat(this.login.get("code_challenge_method")).isEqualTo("S256");
		assertThat(this.login.get("code_challenge")).hasSize(43)
			.isNotEqualTo(this.attackersLogin.get("code_challenge"))
			.isNotEqualTo(this.gateway.follow(this.victim, this.invite).get("code_challenge"));
	}

	private String finishes(Browser browser, Query started, String email) {
		String code = this.auth0.code(started, this.auth0.claims(started, email));
		arrives(back(browser, started, code));
		return code;
	}

	/**
	 * Who got in by an invite in all. Somebody else logs in for that, and comes last:
	 * what an attack led to was written before.
	 */
	private List<String> accounts(Invite invite, String email) {
		Browser browser = this.gateway.browser();
		Query started = this.gateway.follow(browser, invite);
		Map<String, Object> claims = this.auth0.claims(started, email);
		claims.put("sub", LAST);
		arrives(back(browser, started, this.auth0.code(started, claims)));
		return this.gateway.awaitClaimsUntil(invite, new InviteAccepted(invite.inviteId(), 1, LAST))
			.stream()
			.filter(InviteAccepted.class::isInstance)
			.map((event) -> ((InviteAccepted) event).acceptedBy())
			.toList();
	}

	private static void arrives(HttpResponse<String> response) {
		assertThat(response.headers().firstValue("Location")).hasValue(Gateway.DASHBOARD);
	}

	private static void refuses(HttpResponse<String> page, String code) {
		assertThat(page.body()).contains("<p class=\"code\">" + code + "</p>");
		assertThat(page.statusCode()).isGreaterThanOrEqualTo(400);
		assertThat(page.headers().firstValue("Location")).isEmpty();
	}

	private static HttpResponse<String> back(Browser browser, Query started, String code) {
		return answer(browser, started, "code=" + code);
	}

	private static HttpResponse<String> answer(Browser browser, Query started, String parameters) {
		return browser.get("/claim/callback?" + parameters + "&state=" + started.get("state"));
	}

}
