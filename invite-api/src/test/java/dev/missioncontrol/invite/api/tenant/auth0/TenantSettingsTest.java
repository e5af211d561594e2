package dev.missioncontrol.invite.api.tenant.auth0;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TenantSettingsTest {

	@Test
	void isCompleteWithCredentialsAndEmptyWithout() {
		assertThat(new TenantSettings("example.auth0.com", "id", "secret").isComplete()).isTrue();
		assertThat(new TenantSettings("", "", "").isComplete()).isFalse();
		assertThat(new TenantSettings(null, null, null).isComplete()).isFalse();
	}

	@Test
	void refusesHalfOfTheCredentials() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TenantSettings("", "id", ""))
			.withMessage("invite.auth0 needs domain, client-id and client-secret, or none of them");
		assertThatIllegalArgumentException().isThrownBy(() -> new TenantSettings("example.auth0.com", "id", null));
	}

	@Test
	void takesANameOrAnAddress() {
		assertThat(new TenantSettings("example.auth0.com", "id", "secret").address())
			.isEqualTo("https://example.auth0.com");
		assertThat(new TenantSettings("http://localhost:8084/", "id", "secret").address())
			.isEqualTo("http://localhost:8084");
	}

	@Test
	void hidesTheSecret() {
		assertThat(new TenantSettings("example.auth0.com", "id", "secret")).asString().doesNotContain("secret");
	}

}
