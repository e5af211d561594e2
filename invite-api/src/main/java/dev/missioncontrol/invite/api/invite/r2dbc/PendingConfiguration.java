package dev.missioncontrol.invite.api.invite.r2dbc;

import dev.missioncontrol.invite.api.invite.CountedInvites;
import dev.missioncontrol.invite.api.invite.DuplicatePolicy;
import dev.missioncontrol.invite.api.invite.GenerationNumbers;
import dev.missioncontrol.invite.api.invite.Patience;
import dev.missioncontrol.invite.api.invite.PendingInvites;
import dev.missioncontrol.invite.api.policy.Allowances;
import dev.missioncontrol.invite.api.policy.Policies;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Wires the tables of the request path.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PendingSettings.class)
class PendingConfiguration {

	@Bean
	GenerationNumbers generationNumbers(DatabaseClient database, PendingSettings settings) {
		return new GenerationRows(database, new Answers(settings.timeout(), settings.retryAfter()));
	}

	@Bean
	PendingInvites pendingInvites(DatabaseClient database, PendingSettings settings, DuplicatePolicy policy,
			Policies policies, Allowances allowances) {
		return new CountedInvites(switch (policy) {
			case REFUSE -> new PendingRows(database, settings);
			case ALLOW -> PendingInvites.UNLIMITED;
		}, policies, allowances);
	}

	@Bean
	PendingCleanUp pendingCleanUp(DatabaseClient database, PendingSettings settings) {
		return new PendingCleanUp(new PendingRows(database, settings));
	}

	@Bean
	Patience patience(PendingSettings settings) {
		return new Patience(settings.longestWait(), settings.pause());
	}

}
