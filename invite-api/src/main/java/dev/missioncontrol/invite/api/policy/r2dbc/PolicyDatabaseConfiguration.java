package dev.missioncontrol.invite.api.policy.r2dbc;

import java.time.Clock;

import dev.missioncontrol.invite.api.policy.Allowances;
import dev.missioncontrol.invite.api.policy.Policies;
import dev.missioncontrol.invite.api.policy.RecentPolicies;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Wires policies.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicySettings.class)
class PolicyDatabaseConfiguration {

	@Bean
	Policies policies(DatabaseClient database, PolicySettings settings, Clock clock) {
		return new RecentPolicies(new PolicyRows(database, settings), settings.freshFor(), settings.maxKnown(),
				settings.whenUnknown(), clock);
	}

	@Bean
	Allowances allowances(DatabaseClient database, PolicySettings settings) {
		return new AllowanceRows(database, settings);
	}

}
