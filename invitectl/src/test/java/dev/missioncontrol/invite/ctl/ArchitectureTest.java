package dev.missioncontrol.invite.ctl;

import dev.missioncontrol.invite.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

	@Test
	void followsTheRules() {
		ArchitectureRules.check("ctl");
	}

}
