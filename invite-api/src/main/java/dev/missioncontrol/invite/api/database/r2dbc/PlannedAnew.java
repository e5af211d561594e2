package dev.missioncontrol.invite.api.database.r2dbc;

import reactor.core.publisher.Flux;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Queries that PostgreSQL plans for the values that are asked for. A plan that is kept is
 * one for any values: right for statements that find rows by their keys, wrong for lists,
 * where it may read whole organizations.
 */
public final class PlannedAnew {

	private final DatabaseClient database;

	private final TransactionalOperator transaction;

	/**
	 * Queries of this database.
	 * @param database the database
	 * @param transactions a plan is asked for within one
	 */
	public PlannedAnew(DatabaseClient database, ReactiveTransactionManager transactions) {
		this.database = database;
		DefaultTransactionDefinition reading = new DefaultTransactionDefinition();
		reading.setReadOnly(true);
		this.transaction = TransactionalOperator.create(transactions, reading);
	}

	/**
	 * Runs queries in a transaction of their own.
	 * @param <T> a row
	 * @param query one or more, by the same {@code DatabaseClient}; they change nothing
	 * @return what it gives
	 */
	public <T> Flux<T> query(Flux<T> query) {
		return this.database.sql("set local plan_cache_mode = force_custom_plan")
			.then()
			.thenMany(query)
			.as(this.transaction::transactional);
	}

}
