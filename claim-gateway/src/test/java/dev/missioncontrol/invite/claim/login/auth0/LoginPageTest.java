package dev.missioncontrol.invite.claim.login.auth0;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import com.auth0.client.auth.AuthAPI;
import com.auth0.client.auth.AuthorizeUrlBuilder;
import dev.missioncontrol.invite.claim.login.LoginAttempt;
import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.InviteId;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LoginPageTest {

	private static final URI CALLBACK = URI.create("https://join.example.com/callback?a=b&c=d");

	private final AuthAPI api = AuthAPI.newBuilder("https://example.eu.auth0.com", "client id", "secret").build();

	@ParameterizedTest
	@CsvSource({ "grace@example.com, https://api.example.com", "grace+a&b=c@example.com,",
			"o'hara/%41#x@example.com, a b" })
	void saysWhatTheLibraryWouldSay(String email, @Nullable String audience) {
		LoginAttempt attempt = attempt(email);
		HttpUrl page = HttpUrl.get(new LoginPage(this.api, settings(audience), CALLBACK).of(attempt));
		HttpUrl expected = HttpUrl.get(whole(attempt, audience));
		assertThat(page.newBuilder().query(null).build()).isEqualTo(expected.newBuilder().query(null).build());
		assertThat(parameters(page)).isEqualTo(parameters(expected)).containsKey("client_id").containsKey("nonce");
		assertThat(page.querySize()).isEqualTo(expected.querySize());
	}

	private String whole(LoginAttempt attempt, @Nullable String audience) {
		AuthorizeUrlBuilder page = this.api.authorizeUrl(CALLBACK.toString())
			.withResponseType("code")
			.withScope("openid email")
			.withState(attempt.state())
			.withCodeChallenge(attempt.challenge())
			.withParameter("nonce", attempt.nonce())
			.withParameter("prompt", "login")
			.withParameter("login_hint", attempt.email().value())
			.withParameter("screen_hint", "signup")
			.withParameter("invite_token", attempt.token());
		return ((audience != null) ? page.withAudience(audience) : page).build();
	}

	private static Map<String, @Nullable String> parameters(HttpUrl url) {
		Map<String, @Nullable String> parameters = new TreeMap<>();
		url.queryParameterNames().forEach((name) -> parameters.put(name, url.queryParameter(name)));
		return parameters;
	}

	private static LoginAttempt attempt(String email) {
		Instant now = Instant.parse("2026-11-27T00:00:00Z");
		return new LoginAttempt("state-1_", "nonce-1_", "verifier", InviteId.next(), 1, new EmailAddress(email), now,
				now, "head.bo-dy.sig_nature");
	}

	private static Auth0Settings settings(@Nullable String audience) {
		Duration second = Duration.ofSeconds(1);
		return new Auth0Settings("example.eu.auth0.com", "client id", "secret", audience, "openid email",
				"https://example.com/", second, second, second, second, 1, false);
	}

}
