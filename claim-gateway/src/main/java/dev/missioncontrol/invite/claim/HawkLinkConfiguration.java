package dev.missioncontrol.invite.claim;

import java.time.InstantSource;
import java.util.Optional;

import dev.missioncontrol.invite.claim.link.HawkKeyRing;
import dev.missioncontrol.invite.claim.link.LinkSeal;
import dev.missioncontrol.invite.claim.login.ClaimAddresses;
import dev.missioncontrol.invite.event.hawk.HawkOrigin;
import dev.missioncontrol.invite.event.hawk.UnusableHawkKeyException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Links that a Hawk bewit vouches for as a whole.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "claim.link", havingValue = "hawk")
class HawkLinkConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(HawkLinkConfiguration.class);

	@Bean
	HawkKeyRing hawkKeyRing(LinkSettings settings) {
		try {
			return new HawkKeyRing(settings.hawk().keys());
		}
		catch (UnusableHawkKeyException ex) {
			// One clear line at the start instead of a stack trace.
			throw new InvalidConfigurationPropertyValueException("claim.hawk.folder", settings.hawk().folder(),
					ex.getMessage() + ". " + ex.remedy(), ex);
		}
	}

	@Bean
	LinkSeal linkSeal(HawkKeyRing keys, ClaimAddresses addresses, InstantSource clock) {
		logger.info("Links need a Hawk bewit by one of the keys {}", keys.keys().byId().keySet());
		return LinkSeal.hawk(keys::keys, HawkOrigin.of(addresses.base()), clock);
	}

	@Bean
	KeysHealthIndicator hawkKeysHealthIndicator(HawkKeyRing keys) {
		return new KeysHealthIndicator(keys::problem, () -> keys.keys().byId().keySet());
	}

	@Bean
	Reload hawkReload(HawkKeyRing keys, MeterRegistry registry) {
		return new Reload(keys, registry.counter("invite.claim.hawk.reload.failures"));
	}

	/** Takes up new keys and drops retired ones, so that a rotation needs no restart. */
	record Reload(HawkKeyRing keys, Counter failures) {

		@Scheduled(fixedDelayString = "${claim.keys.reload-every}", initialDelayString = "${claim.keys.reload-every}")
		void reload() {
			Optional<String> before = this.keys.problem();
			try {
				if (this.keys.reload() || before.isPresent()) {
					logger.info("Accepted Hawk keys are now {}", this.keys.keys().byId().keySet());
				}
			}
			catch (UnusableHawkKeyException ex) {
				this.failures.increment();
				if (!this.keys.problem().equals(before)) {
					logger.warn("Hawk keys stay as they are: {}", ex.getMessage());
				}
			}
		}

	}

}
