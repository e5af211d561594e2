package dev.missioncontrol.invite.http;

import dev.missioncontrol.invite.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

	@Test
	void keepsTheRules() {
		ArchitectureRules.check("http");
	}

}
