package dev.missioncontrol.invite.api.problem.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/**
 * Wires how problems are told.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProblemSettings.class)
class ProblemWebConfiguration {

}
