package dev.missioncontrol.invite.token;

import dev.missioncontrol.invite.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

	@Test
	void followsTheRules() {
		ArchitectureRules.check("token");
	}

}
