package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.DateTimeException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.ledger.Projection;
import dev.missioncontrol.invite.api.ledger.UnstorableException;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteId;
import io.r2dbc.spi.R2dbcException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * The ledger in PostgreSQL.
 */
final class R2dbcLedger implements Ledger {

	private final InviteRows invites;

	private final MilestoneRows milestones;

	private final ClosingRows closings;

	private final StandingRows standings;

	private final TransactionalOperator transactions;

	private final LedgerDatabaseSettings settings;

	private final DeadlineRows deadlines;

	R2dbcLedger(DatabaseClient database, DeadlineRows deadlines, TransactionalOperator transactions,
			LedgerDatabaseSettings settings) {
		this.invites = new InviteRows(database);
		this.milestones = new MilestoneRows(database);
		this.closings = new ClosingRows(database, settings.publishLease());
		this.standings = new StandingRows(database);
		this.deadlines = deadlines;
		this.transactions = transactions;
		this.settings = settings;
	}

	@Override
	public Mono<Boolean> record(Projection projection) {
		return Mono.defer(() -> merge(projection))
			.map((decided) -> decided > 0)
			.as(this.transactions::transactional)
			.timeout(this.settings.transactionTimeout())
			.onErrorMap(R2dbcLedger::isUnstorable, UnstorableException::new);
	}

	/** Whoever is last at an invite has seen what all others wrote about it. */
	private Mono<Long> merge(Projection projection) {
		List<InviteId> ids = List.copyOf(projection.inviteIds());
		return this.standings.lock(ids)
			.then(this.invites.merge(projection.invites()))
			.then(this.deadlines.watch(projection.invites()))
			.then(this.milestones.merge(projection.milestones()))
			.then(this.closings.adopt(projection.published()))
			.then(this.closings.decide(projection.proposals()))
			.flatMap((decided) -> this.standings.refresh(ids).thenReturn(decided));
	}

	/**
	 * Classes 22 (data exception) and 23 (integrity constraint violation) of PostgreSQL
	 * appendix A, and what the driver cannot even encode.
	 */
	private static boolean isUnstorable(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof R2dbcException refusal && refusal.getSqlState() != null
					&& (refusal.getSqlState().startsWith("22") || refusal.getSqlState().startsWith("23"))) {
				return true;
			}
			if (cause instanceof DateTimeException || cause instanceof ArithmeticException) {
				return true;
			}
		}
		return false;
	}

	@Override
	public Mono<LedgerEntry> find(String organizationId, InviteId inviteId) {
		return this.invites.find(organizationId, inviteId)
			.flatMap((found) -> entries(List.of(found)).next())
			.timeout(this.settings.queryTimeout())
			.onErrorMap(this::unavailable);
	}

	@Override
	public Flux<LedgerEntry> find(Collection<InviteId> inviteIds) {
		return this.invites.findAll(List.copyOf(inviteIds))
			.collectList()
			.flatMapMany(this::entries)
			.timeout(this.settings.queryTimeout())
			.onErrorMap(this::unavailable);
	}

	private Flux<LedgerEntry> entries(List<InviteRows.Found> found) {
		if (found.isEmpty()) {
			return Flux.empty();
		}
		List<InviteId> ids = found.stream().map((each) -> each.invite().inviteId()).toList();
		return Mono
			.zip(this.closings.find(ids).collectMap(InviteClosed::inviteId),
					this.milestones.find(ids).collectMultimap((milestone) -> milestone.key().inviteId()))
			.flatMapIterable((both) -> found.stream()
				.map((each) -> new LedgerEntry(each.invite(), each.requestedAt(),
						Optional.ofNullable(both.getT1().get(each.invite().inviteId())),
						List.copyOf(both.getT2().getOrDefault(each.invite().inviteId(), List.of()))))
				.toList());
	}

	private ProblemException unavailable(Throwable cause) {
		return new ProblemException(Problem.passing(ProblemCode.DATABASE_UNAVAILABLE,
				"Invites cannot be read; try again.", this.settings.retryAfter()), cause);
	}

	@Override
	public Mono<Boolean> adopted() {
		return this.closings.isAdopted().timeout(this.settings.queryTimeout());
	}

	@Override
	public Mono<Void> adoptedAll() {
		return this.closings.adopted().timeout(this.settings.queryTimeout());
	}

	@Override
	public Flux<InviteClosed> unpublished(int limit) {
		return this.closings.unpublished(limit);
	}

	@Override
	public Mono<Void> published(List<InviteClosed> closings) {
		return this.closings.published(closings).then(this.closings.overtaken(closings));
	}

	@Override
	public Mono<Void> giveBack(List<InviteClosed> closings) {
		return this.closings.giveBack(closings);
	}

}
