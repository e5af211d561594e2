package dev.missioncontrol.invite.sandbox.auth0;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NodeTest {

	@ParameterizedTest
	@CsvSource({ "v20.0.0, true", "v22.21.1, true", "v18.20.4, false", "v9.1.0, false", "20.1.0, false", "'', false" })
	void knowsWhichVersionsAreRecent(String version, boolean recent) {
		assertThat(new Node("node", version).isRecent()).isEqualTo(recent);
	}

}
