package dev.missioncontrol.invite.event;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

	@Test
	void knowsNeitherSpringNorKafka() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "org.apache.kafka..")
			.check(new ClassFileImporter().importPackages("dev.missioncontrol.invite.event"));
	}

}
