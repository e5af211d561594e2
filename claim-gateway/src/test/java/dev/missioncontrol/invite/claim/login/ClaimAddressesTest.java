package dev.missioncontrol.invite.claim.login;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ClaimAddressesTest {

	private static final URI DASHBOARD = URI.create("https://dashboard.example.com/");

	@ParameterizedTest
	@ValueSource(strings = { "https://join.example.com", "https://join.example.com/" })
	void leadsBackToTheCallback(String base) {
		assertThat(new ClaimAddresses(URI.create(base), DASHBOARD).callback())
			.hasToString("https://join.example.com/claim/callback");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://join.example.com", "https:", "https://join.example.com/a",
			"https://join.example.com?a=b" })
	void refusesAddressesWhereALoginCannotWork(String base) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ClaimAddresses(URI.create(base), DASHBOARD));
	}

	@Test
	void allowsPlainHttpOnThisMachine() {
		assertThat(new ClaimAddresses(URI.create("http://localhost:8081"), DASHBOARD).isSecure()).isFalse();
	}

}
