package dev.missioncontrol.invite.claim.web;

import java.time.Duration;
import java.util.List;

/** Settings as tests need them. */
final class WebSettingsFixture {

	private WebSettingsFixture() {
	}

	static WebSettings settings() {
		return settings("Mission Control");
	}

	static WebSettings settings(String brand) {
		return new WebSettings(brand, 3, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofMinutes(5),
				List.of("bot"));
	}

}
