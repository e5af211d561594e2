package dev.missioncontrol.invite.sandbox.services;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What some services use and others do not. All are on the one class path here, so Spring
 * Boot would configure all of them in every service.
 */
public enum Technology {

	/** JDBC, R2DBC and Flyway. */
	DATABASE("jdbc|r2dbc|flyway|sql"),

	/** GraphQL over HTTP. */
	GRAPHQL("graphql"),

	/** Spring Security. */
	SECURITY("security");

	private final Pattern names;

	Technology(String modules) {
		this.names = Pattern.compile("org\\.springframework\\.boot\\.(" + modules + ")\\..*");
	}

	/** The auto-configurations that a service must not have when it uses only these. */
	static List<String> foreign(List<String> autoConfigurations, Set<Technology> used) {
		return autoConfigurations.stream()
			.filter((name) -> Arrays.stream(values())
				.anyMatch((technology) -> !used.contains(technology) && technology.names.matcher(name).matches()))
			.sorted()
			.toList();
	}

}
