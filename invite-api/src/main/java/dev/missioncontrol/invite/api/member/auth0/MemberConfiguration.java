package dev.missioncontrol.invite.api.member.auth0;

import dev.missioncontrol.invite.api.member.CheckingMembership;
import dev.missioncontrol.invite.api.member.Members;
import dev.missioncontrol.invite.api.member.RecentMembers;
import dev.missioncontrol.invite.api.tenant.auth0.Tenant;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the check; without credentials it stays off.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MemberSettings.class)
class MemberConfiguration {

	@Bean
	CheckingMembership checkingMembership(Tenant tenant, MemberSettings settings, MeterRegistry meters) {
		Members members = (settings.enabled() && tenant.isKnown())
				? new RecentMembers(auth0(tenant, settings, meters), settings.freshFor(), settings.maxKnown())
				: Members.UNASKED;
		return new CheckingMembership(members, settings.whenUnknown(), settings.retryAfter());
	}

	/** Nothing is asked twice: an invite does not wait for that. */
	private static Members auth0(Tenant tenant, MemberSettings settings, MeterRegistry meters) {
		Turnstile turnstile = new Turnstile(settings.concurrency(), settings.ratePerSecond(), System::nanoTime);
		return new Auth0Members(tenant.api(settings.timeout().plusSeconds(1), 0), turnstile,
				(task) -> Thread.ofVirtual().name("member").start(task), settings, meters);
	}

}
