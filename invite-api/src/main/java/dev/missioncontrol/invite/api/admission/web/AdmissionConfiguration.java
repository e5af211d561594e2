package dev.missioncontrol.invite.api.admission.web;

import dev.missioncontrol.invite.api.problem.web.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the limit of requests.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdmissionSettings.class)
class AdmissionConfiguration {

	@Bean
	AdmissionFilter admissionFilter(ProblemWriter problems, AdmissionSettings settings, MeterRegistry meters) {
		return new AdmissionFilter(problems, settings, meters);
	}

}
