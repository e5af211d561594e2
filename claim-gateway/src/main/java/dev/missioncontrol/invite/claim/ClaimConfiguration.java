package dev.missioncontrol.invite.claim;

import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

import dev.missioncontrol.invite.claim.admission.FollowingLink;
import dev.missioncontrol.invite.claim.admission.LoginStart;
import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.claim.evidence.ClaimLog;
import dev.missioncontrol.invite.claim.keys.KeyFolder;
import dev.missioncontrol.invite.claim.keys.KeyRing;
import dev.missioncontrol.invite.claim.login.ClaimAddresses;
import dev.missioncontrol.invite.claim.login.LoginSeal;
import dev.missioncontrol.invite.claim.login.SealKey;
import dev.missioncontrol.invite.claim.token.TokenRules;
import dev.missioncontrol.invite.claim.token.VerifyingClaimToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the domain: what is needed whoever runs the login.
 */
@Configuration(proxyBeanMethods = false)
class ClaimConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(ClaimConfiguration.class);

	@Bean
	InstantSource clock() {
		return Clock.systemUTC();
	}

	@Bean
	ClaimAddresses claimAddresses(ClaimSettings settings) {
		try {
			return new ClaimAddresses(settings.baseUrl(), Objects.requireNonNull(settings.dashboardUrl()));
		}
		catch (IllegalArgumentException ex) {
			// One clear line at the start instead of a stack trace.
			throw new InvalidConfigurationPropertyValueException("claim.base-url", settings.baseUrl(),
					String.valueOf(ex.getMessage()), ex);
		}
	}

	@Bean
	KeyRing keyRing(ClaimSettings settings) {
		return new KeyRing(new KeyFolder(Objects.requireNonNull(settings.keys().folder())));
	}

	@Bean
	KeysHealthIndicator keysHealthIndicator(KeyRing keys) {
		return new KeysHealthIndicator(keys::problem, () -> keys.keys().byId().keySet());
	}

	@Bean
	ClosedInvites closedInvites() {
		return new ClosedInvites();
	}

	@Bean
	VerifyingClaimToken verifyingClaimToken(ClaimSettings settings, KeyRing keys, InstantSource clock) {
		return new VerifyingClaimToken(new TokenRules(settings.issuer(), settings.audience(), settings.clockLeeway()),
				keys::keys, clock);
	}

	@Bean
	LoginSeal loginSeal(ClaimSettings settings, InstantSource clock) {
		List<SealKey> keys = settings.cookie().sealKeys();
		if (keys.isEmpty()) {
			logger.warn("claim.cookie.keys is not set: logins end with this instance and cannot finish at another one");
			keys = List.of(SealKey.random());
		}
		logger.info("Logins are sealed with key {}, opened with {}", keys.getFirst().id(),
				keys.stream().map(SealKey::id).toList());
		return new LoginSeal(keys, settings.cookie().maxAge(), clock);
	}

	@Bean
	FollowingLink followingLink(VerifyingClaimToken verifying, ClosedInvites closed, LoginStart start, ClaimLog log) {
		return new FollowingLink(verifying, closed, start, log);
	}

}
