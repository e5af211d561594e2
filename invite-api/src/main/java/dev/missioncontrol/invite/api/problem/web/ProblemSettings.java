package dev.missioncontrol.invite.api.problem.web;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How problems are told.
 *
 * @param base what comes before the code in {@code type}; ends with a slash
 */
@ConfigurationProperties("invite.problems")
record ProblemSettings(URI base) {

	ProblemSettings {
		if (!base.isAbsolute() || !base.toString().endsWith("/")) {
			throw new IllegalArgumentException("invite.problems.base must be an absolute URI that ends with a slash");
		}
	}

	/** RFC 9457 section 3.1.1. */
	String type(String code) {
		return this.base + code;
	}

}
