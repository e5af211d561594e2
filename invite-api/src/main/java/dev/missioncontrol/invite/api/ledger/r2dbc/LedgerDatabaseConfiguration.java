package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.Clock;

import dev.missioncontrol.invite.api.database.r2dbc.PlannedAnew;
import dev.missioncontrol.invite.api.ledger.InviteLists;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.live.InviteChanges;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Wires the ledger's database.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ LedgerDatabaseSettings.class, DeadlineSettings.class })
class LedgerDatabaseConfiguration {

	@Bean
	PatientMigration migration(LedgerDatabaseSettings settings) {
		return new PatientMigration(settings.migrationBackoff());
	}

	@Bean
	Ledger ledger(DatabaseClient database, DeadlineRows deadlines, ReactiveTransactionManager transactions,
			LedgerDatabaseSettings settings) {
		return new R2dbcLedger(database, deadlines, TransactionalOperator.create(transactions), settings);
	}

	@Bean
	DeadlineRows deadlines(DatabaseClient database, DeadlineSettings settings) {
		return new DeadlineRows(database, settings);
	}

	@Bean
	ReminderRows reminders(DatabaseClient database, LedgerDatabaseSettings settings) {
		return new ReminderRows(database, settings.publishLease());
	}

	@Bean
	OldReminders oldReminders(DatabaseClient database) {
		return new OldReminders(database);
	}

	@Bean
	InviteLists inviteLists(DatabaseClient database, ReactiveTransactionManager transactions,
			LedgerDatabaseSettings settings) {
		return new InviteListRows(database, new PlannedAnew(database, transactions), settings);
	}

	@Bean
	InviteChanges inviteChanges(DatabaseClient database, LedgerDatabaseSettings settings, Clock clock) {
		return new ChangeRows(database, settings, clock);
	}

}
