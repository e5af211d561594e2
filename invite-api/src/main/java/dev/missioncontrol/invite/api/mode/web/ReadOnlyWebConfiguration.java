package dev.missioncontrol.invite.api.mode.web;

import dev.missioncontrol.invite.api.mode.Mode;
import dev.missioncontrol.invite.api.problem.web.ProblemWriter;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the refusal of changes.
 */
@Configuration(proxyBeanMethods = false)
class ReadOnlyWebConfiguration {

	@Bean
	ReadOnlyFilter readOnlyFilter(Mode mode, ProblemWriter problems,
			@Value("${spring.graphql.http.path}") String graphQlPath) {
		return new ReadOnlyFilter(mode, problems, graphQlPath);
	}

}
