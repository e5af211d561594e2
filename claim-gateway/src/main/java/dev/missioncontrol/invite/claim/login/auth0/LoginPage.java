package dev.missioncontrol.invite.claim.login.auth0;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import com.auth0.client.auth.AuthAPI;
import com.auth0.client.auth.AuthorizeUrlBuilder;
import dev.missioncontrol.invite.claim.login.LoginAttempt;
import dev.missioncontrol.invite.event.InviteLink;

/**
 * Address of Auth0's login page. What is the same for all logins is written once: every
 * click comes by here.
 */
final class LoginPage {

	private final String same;

	LoginPage(AuthAPI api, Auth0Settings settings, URI callback) {
		AuthorizeUrlBuilder page = api.authorizeUrl(callback.toString())
			.withResponseType("code")
			.withScope(settings.scope())
			// Whoever is logged in already need not be the invited person.
			.withParameter("prompt", "login")
			.withParameter("screen_hint", "signup")
			// RFC 7636 section 4.3
			.withParameter("code_challenge_method", "S256");
		if (settings.hasAudience()) {
			page.withAudience(settings.audience());
		}
		this.same = page.build();
	}

	URI of(LoginAttempt attempt) {
		StringBuilder page = new StringBuilder(this.same);
		add(page, "state", attempt.state());
		add(page, "code_challenge", attempt.challenge());
		add(page, "nonce", attempt.nonce());
		add(page, "login_hint", attempt.email().value());
		add(page, InviteLink.TOKEN_PARAMETER, attempt.token());
		return URI.create(page.toString());
	}

	private static void add(StringBuilder page, String name, String value) {
		page.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
	}

}
