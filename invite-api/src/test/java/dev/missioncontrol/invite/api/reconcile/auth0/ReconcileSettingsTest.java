package dev.missioncontrol.invite.api.reconcile.auth0;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReconcileSettingsTest {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void isOnWithCredentialsAndOffWithout() {
		assertThat(settings("example.auth0.com", "id", "secret").isEnabled()).isTrue();
		assertThat(settings("", "", "").isEnabled()).isFalse();
		assertThat(settings(null, null, null).isEnabled()).isFalse();
	}

	@Test
	void refusesHalfOfTheCredentials() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings("", "id", ""))
			.withMessage("invite.reconcile needs domain, client-id and client-secret, or none of them");
		assertThatIllegalArgumentException().isThrownBy(() -> settings("example.auth0.com", "id", null));
	}

	@Test
	void findsTheManagementApiOfATenant() {
		assertThat(settings("example.auth0.com", "id", "secret").address())
			.isEqualTo("https://example.auth0.com/api/v2");
		assertThat(settings("http://localhost:8084/", "id", "secret").address())
			.isEqualTo("http://localhost:8084/api/v2");
	}

	@Test
	void hidesTheSecret() {
		assertThat(settings("example.auth0.com", "id", "secret")).asString().doesNotContain("secret");
	}

	private static ReconcileSettings settings(@Nullable String domain, @Nullable String clientId,
			@Nullable String clientSecret) {
		return new ReconcileSettings(domain, clientId, clientSecret, SECOND, SECOND, SECOND, SECOND, SECOND, 100,
				SECOND, SECOND, 3, SECOND, SECOND, SECOND);
	}

}
