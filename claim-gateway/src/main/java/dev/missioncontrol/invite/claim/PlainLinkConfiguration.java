package dev.missioncontrol.invite.claim;

import dev.missioncontrol.invite.claim.link.LinkSeal;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Links that nothing but their token vouches for.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "claim.link", havingValue = "plain", matchIfMissing = true)
class PlainLinkConfiguration {

	@Bean
	LinkSeal linkSeal() {
		return LinkSeal.PLAIN;
	}

}
