package dev.missioncontrol.invite.segment;

import dev.missioncontrol.invite.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

	@Test
	void keepsItsWalls() {
		ArchitectureRules.check("segment");
	}

}
