package dev.missioncontrol.invite.api;

import dev.missioncontrol.invite.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

	@Test
	void keepsFrameworksInTheirPlaces() {
		ArchitectureRules.check("api");
	}

}
