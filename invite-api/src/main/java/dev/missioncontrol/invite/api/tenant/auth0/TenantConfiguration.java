package dev.missioncontrol.invite.api.tenant.auth0;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the tenant.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TenantSettings.class)
class TenantConfiguration {

	@Bean
	Tenant tenant(TenantSettings settings) {
		return new Tenant(settings);
	}

}
