package dev.missioncontrol.invite.ctl.console;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTest {

	@Test
	void takesFromOthersNoPowerOverTheTerminal() {
		assertThat(PlainText.of("a\u001b[2Jb\rc\nd\u0007\u202ee\u009b1m")).isEqualTo("a?[2Jb?c?d??e?1m");
	}

	@Test
	void masksTokensAndLinks() {
		assertThat(PlainText
			.of("https://join.example.com/claim?invite_token=eyJhbGciOiJS.eyJpc3MiOiJl.c2lnbmF0dXJl-_x is refused"))
			.isEqualTo("https://join.example.com/claim?invite_token=[token] is refused");
	}

	@Test
	void keepsWhatOpsNeed() {
		String line = "signed-3-17 invite.signed-3@17 2026-11-21T12:00:00.123456Z 0197-ä € http-400 dev.missioncontrol.x";
		assertThat(PlainText.of(line)).isEqualTo(line);
	}

	@Test
	void keepsNamesOfTypes() {
		assertThat(PlainText.of("dev.missioncontrol.invite.requested.v1"))
			.isEqualTo("dev.missioncontrol.invite.requested.v1");
	}

}
