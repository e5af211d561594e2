package dev.missioncontrol.invite.api.tenant.auth0;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TenantSettingsTest {

	@Test
	void isCompleteWithCredentialsAndEmptyWithout() {
		assertThat(settings("example.auth0.com", "id", "secret").isComplete()).isTrue();
		assertThat(settings("", "", "").isComplete()).isFalse();
		assertThat(settings(null, null, null).isComplete()).isFalse();
	}

	@Test
	void refusesHalfOfTheCredentials() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings("", "id", ""))
			.withMessage("invite.auth0 needs domain, client-id and client-secret, or none of them");
		assertThatIllegalArgumentException().isThrownBy(() -> settings("example.auth0.com", "id", null));
	}

	@Test
	void takesANameOrAnAddress() {
		assertThat(settings("example.auth0.com", "id", "secret").address()).isEqualTo("https://example.auth0.com");
		assertThat(settings("http://localhost:8084/", "id", "secret").address()).isEqualTo("http://localhost:8084");
	}

	@Test
	void hidesTheSecret() {
		assertThat(settings("example.auth0.com", "id", "secret")).asString().doesNotContain("secret");
	}

	private static TenantSettings settings(String domain, String clientId, String clientSecret) {
		return new TenantSettings(domain, clientId, clientSecret, Duration.ofMinutes(1));
	}

}
