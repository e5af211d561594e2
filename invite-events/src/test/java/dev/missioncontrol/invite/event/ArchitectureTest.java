package dev.missioncontrol.invite.event;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.missioncontrol.invite.event.hawk.CheckingBewit;
import dev.missioncontrol.invite.event.hawk.HawkKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {

	@Test
	void knowsNeitherSpringNorKafka() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "org.apache.kafka..")
			.check(new ClassFileImporter().importPackages("dev.missioncontrol.invite.event"));
	}

	/**
	 * The only class that knows a MAC and what somebody claims it to be has one way to
	 * compare them, and its time does not depend on where they differ.
	 */
	@Test
	void comparesMacsInConstantTime() {
		JavaClasses classes = new ClassFileImporter().importPackages("dev.missioncontrol.invite.event.hawk");
		JavaMethod isSame = classes.get(CheckingBewit.class).getMethod("isSame", String.class, String.class);
		assertThat(isSame.getMethodCallsFromSelf()).extracting((call) -> call.getTarget().getFullName())
			.containsExactlyInAnyOrder("java.lang.String.getBytes(java.nio.charset.Charset)",
					"java.lang.String.getBytes(java.nio.charset.Charset)",
					"java.security.MessageDigest.isEqual([B, [B)");
		ArchRuleDefinition.noClasses()
			.that()
			.belongToAnyOf(CheckingBewit.class, HawkKey.class)
			.should()
			.callMethodWhere(JavaCall.Predicates.target(HasName.Predicates
				.nameMatching("equals|equalsIgnoreCase|contentEquals|compareTo.*|compare|mismatch|startsWith|endsWith|"
						+ "indexOf|contains|regionMatches|charAt|toCharArray|chars|hashCode")))
			.check(classes);
	}

}
