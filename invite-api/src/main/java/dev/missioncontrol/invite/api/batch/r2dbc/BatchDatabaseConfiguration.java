package dev.missioncontrol.invite.api.batch.r2dbc;

import dev.missioncontrol.invite.api.batch.BatchUploads;
import dev.missioncontrol.invite.api.batch.BatchWork;
import dev.missioncontrol.invite.api.batch.Batches;
import dev.missioncontrol.invite.api.batch.CarryingOutPart;
import dev.missioncontrol.invite.api.mode.Mode;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Wires the tables of batches, and the threads that carry them out.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ BatchDatabaseSettings.class, BatchRunnerSettings.class })
class BatchDatabaseConfiguration {

	@Bean
	BatchUploads batchUploads(DatabaseClient database, ReactiveTransactionManager transactions,
			BatchDatabaseSettings settings) {
		return new UploadRows(database, TransactionalOperator.create(transactions),
				new Answers(settings.queryTimeout(), settings.retryAfter()), settings.part());
	}

	@Bean
	Batches batches(DatabaseClient database, ReactiveTransactionManager transactions, BatchDatabaseSettings settings) {
		return new BatchRows(database, TransactionalOperator.create(transactions),
				new Answers(settings.queryTimeout(), settings.retryAfter()));
	}

	@Bean
	BatchWork batchWork(DatabaseClient database, ReactiveTransactionManager transactions,
			BatchDatabaseSettings settings) {
		return new PartRows(database, TransactionalOperator.create(transactions), settings);
	}

	@Bean
	BatchRunner batchRunner(BatchWork work, CarryingOutPart carryingOut, BatchRunnerSettings settings,
			MeterRegistry meters, Mode mode) {
		return new BatchRunner(work, carryingOut, settings, meters, mode);
	}

	@Bean
	BatchCleanUp batchCleanUp(DatabaseClient database, BatchDatabaseSettings settings) {
		return new BatchCleanUp(database, settings.retention(), settings.abandonAfter());
	}

}
