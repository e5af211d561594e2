package dev.missioncontrol.invite.claim;

import java.util.Objects;

import dev.missioncontrol.invite.claim.admission.ApplicationLogin;
import dev.missioncontrol.invite.claim.admission.LoginStart;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the login that an application runs.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "claim.redirect", havingValue = "application")
class ApplicationLoginConfiguration {

	@Bean
	LoginStart applicationLogin(ClaimSettings settings) {
		return new ApplicationLogin(Objects.requireNonNull(settings.applicationLoginUrl()));
	}

}
