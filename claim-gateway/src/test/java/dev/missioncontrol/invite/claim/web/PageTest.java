package dev.missioncontrol.invite.claim.web;

import java.net.URI;
import java.util.Locale;

import dev.missioncontrol.invite.claim.admission.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

class PageTest {

	private final Page page = new WebConfiguration().page(WebSettingsFixture.settings());

	@ParameterizedTest
	@EnumSource
	void hasWordsForEveryRefusal(Refusal refusal) {
		String html = this.page.render(Notice.of(refusal), Locale.GERMAN);
		assertThat(html).contains("<h1>", refusal.code(), "<html lang=\"en\" dir=\"ltr\">")
			.doesNotContain("<script", "<a ");
	}

	@ParameterizedTest
	@EnumSource(names = { "BAD_REQUEST", "UNAUTHORIZED", "NOT_FOUND", "METHOD_NOT_ALLOWED", "TOO_MANY_REQUESTS",
			"INTERNAL_SERVER_ERROR" })
	void hasWordsForEveryStatus(HttpStatus status) {
		assertThat(this.page.render(Notice.of(status), Locale.ENGLISH)).contains("<h1>");
	}

	@Test
	void leadsOn() {
		Notice notice = Notice.of(Refusal.INVITE_WRONG_ACCOUNT)
			.withAction("action.invited", URI.create("/claim/retry?login=a&b=%22"));
		assertThat(this.page.render(notice, Locale.ENGLISH)).contains("Log in as the invited person")
			.contains("href=\"/claim/retry?login&#x3D;a&amp;b&#x3D;%22\"");
	}

	@Test
	void escapesTheBrand() {
		Page branded = new WebConfiguration().page(WebSettingsFixture.settings("<b>A & B</b>"));
		assertThat(branded.render(Notice.of(Refusal.INVITE_EXPIRED), Locale.ENGLISH)).doesNotContain("<b>");
	}

}
