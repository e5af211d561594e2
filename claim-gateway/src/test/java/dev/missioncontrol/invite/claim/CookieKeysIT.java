package dev.missioncontrol.invite.claim;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import dev.missioncontrol.invite.claim.login.SealKey;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The keys of the login cookies change while people log in; a tenant that names itself.
 */
class CookieKeysIT {

	private static final SealKey OLD = SealKey.random();

	private static final SealKey NEW = SealKey.random();

	private final Invite invite = InviteFixture.anInvite().email("grace@example.com").build();

	private final Invite later = InviteFixture.anInvite().email("grace@example.com").build();

	@Test
	void changeDuringALogin() {
		try (Gateway before = start(text(OLD));
				Gateway during = start(text(NEW) + "," + text(OLD), "--claim.auth0.domain=" + before.auth0().domain());
				Gateway after = start(text(NEW), "--claim.auth0.domain=" + before.auth0().domain(),
						"--claim.auth0.require-issuer=true")) {
			Browser browser = before.browser();
			Query login = before.follow(browser, this.invite);
			Map<String, String> cookies = Map.copyOf(browser.cookies());
			String code = before.auth0().code(login, before.auth0().claims(login, "grace@example.com"));

			assertThat(keyOf(cookies)).isEqualTo(OLD.id());
			assertThat(back(after, cookies, login, code).body()).contains("login_unknown");
			assertThat(location(back(during, cookies, login, code))).isEqualTo(Gateway.DASHBOARD);

			Browser next = during.browser();
			Query second = during.follow(next, this.later);
			String secondCode = before.auth0().code(second, before.auth0().claims(second, "grace@example.com"));
			assertThat(keyOf(next.cookies())).isEqualTo(NEW.id());
			String named = secondCode + "&iss=" + before.auth0().domain() + "/";
			assertThat(location(back(after, next.cookies(), second, named))).isEqualTo(Gateway.DASHBOARD);

			Query third = during.follow(next, this.later);
			String unnamed = before.auth0().code(third, before.auth0().claims(third, "grace@example.com"));
			assertThat(back(after, next.cookies(), third, unnamed).body()).contains("login_refused");
			assertThat(before.auth0().holds(unnamed)).isTrue();
		}
	}

	private static Gateway start(String cookieKeys, String... more) {
		String[] arguments = new String[more.length + 1];
		arguments[0] = "--claim.cookie.keys=" + cookieKeys;
		System.arraycopy(more, 0, arguments, 1, more.length);
		return Gateway.start(TestBroker.shared().bootstrapServers(), arguments).awaitReady();
	}

	private static HttpResponse<String> back(Gateway gateway, Map<String, String> cookies, Query login, String code) {
		Browser browser = gateway.browser();
		browser.cookies().putAll(cookies);
		return browser.get("/claim/callback?code=" + code + "&state=" + login.get("state"));
	}

	private static String location(HttpResponse<String> response) {
		return response.headers().firstValue("Location").orElseThrow();
	}

	/** Which key sealed the only cookie. */
	private static String keyOf(Map<String, String> cookies) {
		byte[] sealed = Base64.getUrlDecoder().decode(cookies.values().iterator().next());
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(sealed, 1, 7));
	}

	private static String text(SealKey key) {
		return Base64.getEncoder().encodeToString(key.key().getEncoded());
	}

}
