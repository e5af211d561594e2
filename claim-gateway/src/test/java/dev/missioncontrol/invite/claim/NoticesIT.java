package dev.missioncontrol.invite.claim;

import java.net.http.HttpResponse;
import java.util.Map;

import dev.missioncontrol.invite.claim.admission.Refusal;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages that say why, at addresses that say nothing. */
class NoticesIT {

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.browser();

	private final Invite invite = InviteFixture.anInvite().email("grace@example.com").build();

	@Test
	void keepsTheTokenOutOfTheAddress() {
		String token = this.gateway.tokens().sign(this.invite);
		HttpResponse<String> response = this.browser.visit("/claim?invite_token=" + token + "x");
		assertThat(response.statusCode()).isEqualTo(303);
		assertThat(response.headers().firstValue("Location")).hasValue("/claim/notice/invite_invalid");
		assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void keepsCodeAndStateOutOfTheAddress() {
		Query login = this.gateway.follow(this.browser, this.invite);
		String state = login.get("state");
		HttpResponse<String> response = this.browser
			.visit("/claim/callback?error=access_denied&error_description=invite_wrong_account%3A%20no&state=" + state);
		assertThat(response.statusCode()).isEqualTo(303);
		assertThat(response.headers().firstValue("Location"))
			.hasValue("/claim/notice/invite_wrong_account?login=" + state.substring(0, 8));
		HttpResponse<String> page = this.browser.visit(response.headers().firstValue("Location").orElseThrow());
		assertThat(page.statusCode()).isEqualTo(403);
		assertThat(page.body()).contains("g•••@example.com", "Log in as the invited person")
			.doesNotContain("grace@example.com", state, login.get("invite_token"));
	}

	@ParameterizedTest
	@EnumSource
	void showsEachRefusalToEverybody(Refusal refusal) {
		HttpResponse<String> page = this.browser.visit("/claim/notice/" + refusal.code());
		assertThat(page.statusCode()).isGreaterThanOrEqualTo(400);
		assertThat(page.body()).contains("<html lang=\"en\" dir=\"ltr\">", "<h1>", refusal.code())
			.doesNotContain("/claim/retry");
		assertThat(this.browser.call("/claim/notice/" + refusal.code()).body())
			.contains("\"code\":\"" + refusal.code() + "\"");
		assertThat(this.browser.send("POST", "/claim/notice/" + refusal.code(), Map.of()).statusCode()).isEqualTo(405);
	}

	@Test
	void saysWhereTheLinkIsWhenTheLoginIsGone() {
		assertThat(this.browser.visit("/claim/notice/email_not_verified?login=aaaaaaaa").body())
			.contains("open the link from your e-mail once more");
	}

	@Test
	void hasNoPageForAnythingElse() {
		assertThat(this.browser.visit("/claim/notice/%3Cscript%3E").statusCode()).isEqualTo(404);
		assertThat(this.browser.visit("/claim/notice/bad_request").statusCode()).isEqualTo(404);
		assertThat(this.browser.visit("/claim/notice").statusCode()).isEqualTo(404);
	}

	/** With a bundle for Esperanto beside the English one. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "eo|eo", "eo-001|eo", "fr, eo;q=0.5, en;q=0.1|eo", "en, eo;q=0.5|en", "fr|en",
			"*|en", "eo_;;q=x|en", "x-y-z-,,,|en" })
	void speaksTheLanguageThatTheBrowserAsksFor(String accepted, String language) {
		HttpResponse<String> page = this.browser.send("GET", "/claim/notice/invite_expired",
				Map.of("Accept", "text/html", "Accept-Language", accepted));
		assertThat(page.statusCode()).isEqualTo(410);
		assertThat(page.body()).contains("<html lang=\"" + language + "\"",
				"eo".equals(language) ? "La invito eksvalidiĝis" : "This invitation has expired");
		assertThat(page.headers().firstValue("Vary").orElseThrow()).contains("Accept-Language");
	}

}
