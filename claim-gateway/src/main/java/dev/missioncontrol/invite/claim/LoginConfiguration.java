package dev.missioncontrol.invite.claim;

import java.time.InstantSource;

import dev.missioncontrol.invite.claim.admission.FinishingLogin;
import dev.missioncontrol.invite.claim.admission.LoginStart;
import dev.missioncontrol.invite.claim.admission.ProviderLogin;
import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.claim.evidence.ClaimLog;
import dev.missioncontrol.invite.claim.login.IdentityProvider;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the login that the gateway runs itself.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "claim.redirect", havingValue = "login", matchIfMissing = true)
class LoginConfiguration {

	@Bean
	LoginStart providerLogin(IdentityProvider provider, InstantSource clock) {
		return new ProviderLogin(provider, clock);
	}

	@Bean
	FinishingLogin finishingLogin(IdentityProvider provider, ClosedInvites closed, ClaimLog log,
			ClaimSettings settings) {
		return new FinishingLogin(provider, closed, log, settings.acknowledgementWait(), settings.decisionWait());
	}

}
