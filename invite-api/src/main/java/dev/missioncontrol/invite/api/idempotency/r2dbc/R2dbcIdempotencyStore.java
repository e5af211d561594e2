package dev.missioncontrol.invite.api.idempotency.r2dbc;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import dev.missioncontrol.invite.api.idempotency.Claim;
import dev.missioncontrol.invite.api.idempotency.Fingerprint;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.idempotency.IdempotencyStore;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.EventType;
import dev.missioncontrol.invite.event.InviteCommand;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Idempotency keys in PostgreSQL. All times are the database's, so that the clocks of
 * several instances need not agree.
 */
final class R2dbcIdempotencyStore implements IdempotencyStore {

	/** One statement decides who gets the key: the row is locked while it looks. */
	private static final String CLAIM = """
			insert into idempotency_key as k (organization_id, key, fingerprint, command, type, invite_id, state, attempt)
			values (:organization, :key, :fingerprint, :command, :type, :invite, 'in-flight', 1)
			on conflict (organization_id, key) do update
			set state = 'in-flight', attempt = k.attempt + 1, claimed_at = now()
			where k.fingerprint = excluded.fingerprint and k.created_at >= now() - :retention * interval '1 ms'
			and (k.state = 'released' or k.state = 'in-flight' and k.claimed_at < now() - :patience * interval '1 ms')
			returning command, type, invite_id, attempt""";

	private static final String LOOK = """
			select fingerprint, command, type, invite_id, state, created_at < now() - :retention * interval '1 ms' as forgotten,
			cast(extract(epoch from claimed_at + :patience * interval '1 ms' - now()) * 1000 as bigint) as remaining
			from idempotency_key where organization_id = :organization and key = :key""";

	private static final String FORGET = """
			delete from idempotency_key where organization_id = :organization and key = :key
			and created_at < now() - :retention * interval '1 ms'""";

	/** Some at a time: a long transaction keeps streams waiting, and may be in vain. */
	private static final String FORGET_SOME = """
			delete from idempotency_key where ctid in (
				select ctid from idempotency_key where created_at < now() - :retention * interval '1 ms' limit 5000)""";

	/** Whoever was taken over has nothing to decide any more. */
	private static final String CHANGE = """
			update idempotency_key set command = :command, type = :type, invite_id = :invite
			where organization_id = :organization and key = :key and attempt = :attempt and state = 'in-flight'""";

	/** Whoever was taken over has nothing to say any more, except that it is done. */
	private static final String COMPLETE = """
			update idempotency_key set state = 'done' where organization_id = :organization and key = :key""";

	private static final String RELEASE = """
			update idempotency_key set state = 'released'
			where organization_id = :organization and key = :key and attempt = :attempt and state = 'in-flight'""";

	/** Behind a first attempt there is none that may have been carried out. */
	private static final String UNDO = """
			delete from idempotency_key
			where organization_id = :organization and key = :key and attempt = 1 and state = 'in-flight'""";

	private static final int MAX_RETRIES = 3;

	private final CommandBytes commands = new CommandBytes();

	private final DatabaseClient database;

	private final IdempotencySettings settings;

	R2dbcIdempotencyStore(DatabaseClient database, IdempotencySettings settings) {
		this.database = database;
		this.settings = settings;
	}

	@Override
	public <C extends InviteCommand> Mono<Claim<C>> claim(String organizationId, IdempotencyKey key,
			Fingerprint fingerprint, C command) {
		return patiently(insert(organizationId, key, fingerprint, command)
			.switchIfEmpty(Mono.defer(() -> look(organizationId, key, fingerprint, command)))
			// Too old, or deleted between the two: then it is free.
			.repeatWhenEmpty((empty) -> empty.take(MAX_RETRIES))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("the key is claimed and deleted all the time"))));
	}

	private Mono<Void> forget(String organizationId, IdempotencyKey key) {
		return statement(FORGET, organizationId, key).bind("retention", this.settings.retention().toMillis()).then();
	}

	private <C extends InviteCommand> Mono<Claim<C>> insert(String organizationId, IdempotencyKey key,
			Fingerprint fingerprint, C command) {
		return command(CLAIM, organizationId, key, command).bind("fingerprint", fingerprint.value())
			.bind("patience", this.settings.takeOverAfter().toMillis())
			.bind("retention", this.settings.retention().toMillis())
			.map((row) -> (Claim<C>) new Claim.Granted<>(organizationId, key, command(row, command),
					column(row, "attempt", Integer.class)))
			.one();
	}

	private <C extends InviteCommand> Mono<Claim<C>> look(String organizationId, IdempotencyKey key,
			Fingerprint fingerprint, C command) {
		return statement(LOOK, organizationId, key).bind("patience", this.settings.takeOverAfter().toMillis())
			.bind("retention", this.settings.retention().toMillis())
			.map((row) -> column(row, "forgotten", Boolean.class) ? Optional.<Claim<C>>empty()
					: Optional.of(seen(row, fingerprint, command)))
			.one()
			.flatMap((seen) -> seen.map(Mono::just).orElseGet(() -> forget(organizationId, key).then(Mono.empty())));
	}

	private <C extends InviteCommand> Claim<C> seen(Readable row, Fingerprint fingerprint, C command) {
		if (!fingerprint.value().equals(column(row, "fingerprint", String.class))) {
			return new Claim.OtherRequest<>();
		}
		if ("done".equals(column(row, "state", String.class))) {
			return new Claim.Answered<>(command(row, command));
		}
		return new Claim.InFlight<>(Duration.ofMillis(Math.max(1, column(row, "remaining", Long.class))));
	}

	@Override
	public Mono<Void> change(Claim.Granted<?> granted, InviteCommand command) {
		return patiently(command(CHANGE, granted.organizationId(), granted.key(), command)
			.bind("attempt", granted.attempt())
			.fetch()
			.rowsUpdated()
			.filter((changed) -> changed > 0)
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("another request has taken the key over")))
			.then());
	}

	@Override
	public Mono<Void> complete(Claim.Granted<?> granted) {
		return patiently(statement(COMPLETE, granted.organizationId(), granted.key()).then());
	}

	@Override
	public Mono<Void> forget(Claim.Granted<?> granted) {
		return (granted.attempt() == 1) ? patiently(statement(UNDO, granted.organizationId(), granted.key()).then())
				: release(granted);
	}

	@Override
	public Mono<Void> release(Claim.Granted<?> granted) {
		return patiently(
				statement(RELEASE, granted.organizationId(), granted.key()).bind("attempt", granted.attempt()).then());
	}

	/** Deletes what is older than the retention. */
	Mono<Long> forgetAll() {
		return forgetSome().expand((count) -> (count > 0) ? forgetSome() : Mono.empty()).reduce(0L, Long::sum);
	}

	private Mono<Long> forgetSome() {
		return this.database.sql(FORGET_SOME)
			.bind("retention", this.settings.retention().toMillis())
			.fetch()
			.rowsUpdated();
	}

	private DatabaseClient.GenericExecuteSpec statement(String sql, String organizationId, IdempotencyKey key) {
		return this.database.sql(sql).bind("organization", organizationId).bind("key", key.value());
	}

	private DatabaseClient.GenericExecuteSpec command(String sql, String organizationId, IdempotencyKey key,
			InviteCommand command) {
		return statement(sql, organizationId, key).bind("command", this.commands.write(command))
			.bind("type", EventType.of(command).wireName())
			.bind("invite", command.inviteId().value());
	}

	private <C extends InviteCommand> C command(Readable row, C sibling) {
		return this.commands.read(column(row, "command", byte[].class), row.get("type", String.class),
				row.get("invite_id", UUID.class), sibling);
	}

	private static <T> T column(Readable row, String name, Class<T> type) {
		T value = row.get(name, type);
		if (value == null) {
			throw new IllegalStateException(name + " is null");
		}
		return value;
	}

	private <T> Mono<T> patiently(Mono<T> work) {
		return work.timeout(this.settings.timeout()).onErrorMap(this::unavailable);
	}

	private ProblemException unavailable(Throwable cause) {
		return new ProblemException(Problem.passing(ProblemCode.DATABASE_UNAVAILABLE,
				"Nothing was taken; send the request again.", this.settings.retryAfter()), cause);
	}

}
