package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.util.Map;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.database.r2dbc.PlannedAnew;
import dev.missioncontrol.invite.api.ledger.InviteLists;
import dev.missioncontrol.invite.api.ledger.InvitePosition;
import dev.missioncontrol.invite.api.ledger.InviteQuery;
import dev.missioncontrol.invite.api.ledger.InviteSummary;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Role;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Lists out of the table {@code invite} alone.
 */
final class InviteListRows implements InviteLists {

	/**
	 * Goes through an index from one set of roles to the next, so that it reads a row of
	 * each.
	 */
	private static final String ROLE_SETS = """
			with recursive sets (roles) as (
				(select roles from invite where organization_id = $1 order by roles limit 1)
				union all
				select (select i.roles from invite i where i.organization_id = $1 and i.roles > sets.roles
					order by i.roles limit 1)
				from sets where sets.roles is not null)
			select array_to_string(roles, ',') as roles from sets where $2 = any (roles)""";

	private final DatabaseClient database;

	private final PlannedAnew planned;

	private final LedgerDatabaseSettings settings;

	InviteListRows(DatabaseClient database, PlannedAnew planned, LedgerDatabaseSettings settings) {
		this.database = database;
		this.planned = planned;
		this.settings = settings;
	}

	@Override
	public Flux<InviteSummary> list(InviteQuery query, @Nullable InvitePosition after, int limit) {
		return this.planned.query(statement(query).flatMapMany((statement) -> {
			ListStatement page = statement.after(after);
			return bound(page.page(limit), page).map((row) -> SummaryRow.summary(row, query.now())).all();
		})).timeout(this.settings.queryTimeout()).onErrorMap(this::unavailable);
	}

	@Override
	public Mono<String> email(String organizationId, InviteId inviteId) {
		return this.database.sql("select email from invite where organization_id = $1 and id = $2")
			.bind(0, organizationId)
			.bind(1, inviteId.value())
			.map((row) -> Columns.required(row, "email", String.class))
			.one()
			.timeout(this.settings.queryTimeout())
			.onErrorMap(this::unavailable);
	}

	@Override
	public Mono<Long> count(InviteQuery query, long bound) {
		return this.planned.query(statement(query).flatMapMany((statement) -> bound(statement.count(bound), statement)
			.map((row) -> Columns.required(row, "count", Long.class))
			.all())).next().defaultIfEmpty(0L).timeout(this.settings.queryTimeout()).onErrorMap(this::unavailable);
	}

	/** Empty when no invite of the organization gives the role. */
	private Mono<ListStatement> statement(InviteQuery query) {
		Role role = query.filter().role();
		if (role == null) {
			return Mono.just(ListStatement.of(query));
		}
		return this.database.sql(ROLE_SETS)
			.bind(0, query.organizationId())
			.bind(1, role.name())
			.map((row) -> Columns.required(row, "roles", String.class))
			.all()
			.collectList()
			.filter((sets) -> !sets.isEmpty())
			.map((sets) -> ListStatement.of(query, sets));
	}

	private DatabaseClient.GenericExecuteSpec bound(String sql, ListStatement statement) {
		DatabaseClient.GenericExecuteSpec bound = this.database.sql(sql);
		for (Map.Entry<String, Object> value : statement.values().entrySet()) {
			bound = bound.bind(value.getKey(), value.getValue());
		}
		return bound;
	}

	private ProblemException unavailable(Throwable cause) {
		return new ProblemException(Problem.passing(ProblemCode.DATABASE_UNAVAILABLE,
				"Invites cannot be listed; try again.", this.settings.retryAfter()), cause);
	}

}
