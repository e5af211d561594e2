package dev.missioncontrol.invite.api.replay.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the addresses of replays.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplayWebSettings.class)
class ReplayWebConfiguration {

	@Bean
	ReplayOrderReader replayOrderReader(ReplayWebSettings settings) {
		return new ReplayOrderReader(settings);
	}

}
