package dev.missioncontrol.invite.sandbox.services;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

import static org.assertj.core.api.Assertions.assertThat;

class TechnologyTest {

	private final List<String> all = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
		.getCandidates();

	@Test
	void keepsTheOthersTechnologiesAway() {
		List<String> foreign = Technology.foreign(this.all, Set.of());
		assertThat(foreign).contains("org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
				"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
				"org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration");
		assertThat(foreign).anyMatch((name) -> name.contains(".security."));
		assertThat(foreign).noneMatch((name) -> name.contains(".kafka.") || name.contains(".webflux."));
	}

	@Test
	void leavesOnesOwnTechnologiesAlone() {
		assertThat(Technology.foreign(this.all, EnumSet.allOf(Technology.class))).isEmpty();
	}

}
