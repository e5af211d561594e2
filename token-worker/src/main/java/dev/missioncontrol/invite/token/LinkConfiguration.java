package dev.missioncontrol.invite.token;

import dev.missioncontrol.invite.event.hawk.HawkKey;
import dev.missioncontrol.invite.event.hawk.UnusableHawkKeyException;
import dev.missioncontrol.invite.token.keys.StartRefusedException;
import dev.missioncontrol.invite.token.signing.LinkSeal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What protects links besides their token.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LinkSettings.class)
class LinkConfiguration {

	private static final Logger log = LoggerFactory.getLogger(LinkConfiguration.class);

	@Bean
	LinkSeal linkSeal(LinkSettings settings, TokenSettings tokens) {
		return switch (settings.link()) {
			case PLAIN -> LinkSeal.PLAIN;
			case HAWK -> hawk(settings.hawk(), tokens);
		};
	}

	private static LinkSeal hawk(LinkSettings.Hawk settings, TokenSettings tokens) {
		try {
			HawkKey key = settings.keys().read().active();
			LinkSeal seal = LinkSeal.hawk(key, tokens.claimBaseUrl());
			log.info("Links carry a Hawk bewit by key {}", key.id());
			return seal;
		}
		catch (UnusableHawkKeyException ex) {
			throw new StartRefusedException(String.valueOf(ex.getMessage()),
					ex.remedy() + " See token.hawk (TOKEN_HAWK_FOLDER, TOKEN_HAWK_ALLOW_GROUP_READ).");
		}
		catch (IllegalArgumentException ex) {
			throw new StartRefusedException(String.valueOf(ex.getMessage()), "Links must be checked at /claim itself.");
		}
	}

}
