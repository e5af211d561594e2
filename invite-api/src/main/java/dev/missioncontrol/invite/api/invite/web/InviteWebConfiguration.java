package dev.missioncontrol.invite.api.invite.web;

import dev.missioncontrol.invite.api.body.web.BodyReader;
import dev.missioncontrol.invite.api.invite.CommandLog;
import dev.missioncontrol.invite.api.problem.web.ProblemWriter;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the REST interface.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InviteWebSettings.class)
class InviteWebConfiguration {

	@Bean
	BodyReader bodyReader(InviteWebSettings settings) {
		return new BodyReader(settings.maxBody());
	}

	@Bean
	CommandLogFilter commandLogFilter(CommandLog log, ProblemWriter problems) {
		return new CommandLogFilter(log, problems);
	}

}
