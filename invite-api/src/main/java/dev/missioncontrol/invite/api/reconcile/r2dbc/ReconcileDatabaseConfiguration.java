package dev.missioncontrol.invite.api.reconcile.r2dbc;

import dev.missioncontrol.invite.api.reconcile.ReconcileTurns;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Wires the table of turns.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconcileDatabaseSettings.class)
class ReconcileDatabaseConfiguration {

	@Bean
	ReconcileTurns reconcileTurns(DatabaseClient database, ReconcileDatabaseSettings settings) {
		return new TurnRows(database, settings);
	}

}
