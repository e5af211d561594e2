package dev.missioncontrol.invite.test;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Controller;

/**
 * How the code of every service is laid out: packages by feature; Spring and Kafka only
 * in the service's root package, where things are wired, and in leaf packages named for a
 * technology.
 */
public final class ArchitectureRules {

	private static final String PIPELINE = "dev.missioncontrol.invite.";

	/** Leaf packages that may know a framework. */
	private static final List<String> ADAPTERS = List.of("web", "graphql", "kafka", "r2dbc", "security", "analytics",
			"auth0");

	private static final List<String> SERVICES = List.of("api", "token", "segment", "claim");

	private ArchitectureRules() {
	}

	/**
	 * Checks all rules on the main code of a service.
	 * @param service last part of its root package, such as {@code token}
	 * @throws AssertionError naming each class that breaks a rule
	 */
	public static void check(String service) {
		String root = PIPELINE + service;
		JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages(root);
		rules(root, service).forEach((rule) -> rule.check(classes));
	}

	private static Stream<ArchRule> rules(String root, String service) {
		return Stream.of(pureDomain(root), noCycles(root), hiddenEndpoints(), noOtherService(service));
	}

	private static ArchRule pureDomain(String root) {
		return ArchRuleDefinition.noClasses()
			.that(DescribedPredicate.describe("belong to the domain", (JavaClass type) -> isDomain(type, root)))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "org.apache.kafka..")
			.allowEmptyShould(true);
	}

	private static boolean isDomain(JavaClass type, String root) {
		String name = type.getPackageName();
		return name.startsWith(root + ".") && !ADAPTERS.contains(name.substring(name.lastIndexOf('.') + 1));
	}

	private static ArchRule noCycles(String root) {
		return SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
	}

	private static ArchRule hiddenEndpoints() {
		return ArchRuleDefinition.noClasses()
			.that()
			.areMetaAnnotatedWith(Controller.class)
			.or()
			.areAnnotatedWith(Configuration.class)
			.or()
			.containAnyMethodsThat(DescribedPredicate.describe("listen to Kafka",
					(method) -> method.isAnnotatedWith(KafkaListener.class)))
			.should()
			.bePublic()
			.allowEmptyShould(true);
	}

	private static ArchRule noOtherService(String service) {
		String[] others = SERVICES.stream()
			.filter((other) -> !other.equals(service))
			.map((other) -> PIPELINE + other + "..")
			.toArray(String[]::new);
		return ArchRuleDefinition.noClasses().should().dependOnClassesThat().resideInAnyPackage(others);
	}

}
