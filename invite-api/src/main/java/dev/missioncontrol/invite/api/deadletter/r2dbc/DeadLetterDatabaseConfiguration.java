package dev.missioncontrol.invite.api.deadletter.r2dbc;

import dev.missioncontrol.invite.api.database.r2dbc.PlannedAnew;
import dev.missioncontrol.invite.api.deadletter.DeadLetters;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;

/**
 * Wires the table of dead letters.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadLetterSettings.class)
class DeadLetterDatabaseConfiguration {

	@Bean
	DeadLetters deadLetters(DatabaseClient database, ReactiveTransactionManager transactions,
			DeadLetterSettings settings) {
		return new DeadLetterRows(database, new PlannedAnew(database, transactions), settings);
	}

	@Bean
	OldLetters oldLetters(DatabaseClient database, DeadLetterSettings settings) {
		return new OldLetters(database, settings.retention());
	}

}
