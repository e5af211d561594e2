package dev.missioncontrol.invite.claim;

import dev.missioncontrol.invite.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

	@Test
	void keepsTheRules() {
		ArchitectureRules.check("claim");
	}

}
