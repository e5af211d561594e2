package dev.missioncontrol.invite.api.replay.r2dbc;

import dev.missioncontrol.invite.api.replay.ReplayJobs;
import dev.missioncontrol.invite.api.replay.ReplayWork;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Wires the tables of replay jobs.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplayDatabaseSettings.class)
class ReplayDatabaseConfiguration {

	@Bean
	ReplayJobs replayJobs(DatabaseClient database, ReplayDatabaseSettings settings) {
		return new JobRows(database, settings);
	}

	@Bean
	ReplayWork replayWork(DatabaseClient database, ReactiveTransactionManager transactions,
			ReplayDatabaseSettings settings) {
		TransactionalOperator operator = TransactionalOperator.create(transactions);
		LeaseRows leases = new LeaseRows(database, operator, settings);
		return new WorkRows(leases, new PlanRows(database, leases, settings), new ItemRows(database, leases));
	}

	@Bean
	FinishedJobs finishedJobs(DatabaseClient database, ReplayDatabaseSettings settings) {
		return new FinishedJobs(database, settings.retention());
	}

}
