package dev.missioncontrol.invite.api.replay.r2dbc;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.deadletter.DeadLetterId;
import dev.missioncontrol.invite.api.paging.Cursor;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import dev.missioncontrol.invite.api.replay.ReplayItem;
import dev.missioncontrol.invite.api.replay.ReplayJob;
import dev.missioncontrol.invite.api.replay.ReplayJobs;
import dev.missioncontrol.invite.api.replay.ReplayOrder;
import dev.missioncontrol.invite.api.replay.ReplayState;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Jobs as operators see them.
 */
final class JobRows implements ReplayJobs {

	private static final String CREATE = """
			insert into replay_job (id, state, selection, dry_run, forced, rate, requested_by, idempotency_key, fingerprint)
			values ($1, 'planning', $2::jsonb, $3, $4, $5, $6, $7, $8)
			on conflict (requested_by, idempotency_key) do nothing""";

	private static final String SAME = """
			select id, fingerprint from replay_job where requested_by = $1 and idempotency_key = $2""";

	private static final String SELECT = """
			select j.id, j.state, j.dry_run, j.forced, j.rate, j.requested_by, j.created_at, j.finished_at, j.total,
				(select coalesce(jsonb_object_agg(r.result, r.count), '{}')::text
				from replay_result r where r.job_id = j.id) as results
			from replay_job j""";

	private static final String FIND = SELECT + " where j.id = $1";

	private static final String LIST = SELECT + """
			 where $1::timestamptz is null or (j.created_at, j.id) < ($1, $2::text::uuid)
			order by j.created_at desc, j.id desc limit $3""";

	private static final String ITEMS = """
			select i.seq, i.topic, i.partition, i.position, coalesce(d.origin_topic, i.topic) as origin_topic,
				coalesce(d.origin_partition, i.partition) as origin_partition,
				coalesce(d.origin_offset, i.position) as origin_offset, i.invite_id, i.generation, i.replay, i.result, i.at
			from replay_item i
			left join dead_letter d on d.topic = i.topic and d.partition = i.partition and d.position = i.position
			where i.job_id = $1 and i.seq > $2 order by i.seq limit $3""";

	private static final String CANCEL = """
			update replay_job set cancel_requested = true where id = $1 and finished_at is null""";

	private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {
	};

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Orders orders = new Orders();

	private final DatabaseClient database;

	private final ReplayDatabaseSettings settings;

	JobRows(DatabaseClient database, ReplayDatabaseSettings settings) {
		this.database = database;
		this.settings = settings;
	}

	@Override
	public Mono<ReplayJob> create(ReplayOrder order, String requestedBy, @Nullable Once once) {
		UUID id = Generators.timeBasedEpochGenerator().generate();
		return patiently(insert(id, order, requestedBy, once)
			.flatMap((inserted) -> (inserted > 0 || once == null) ? Mono.just(id) : same(requestedBy, once))
			.flatMap(this::find));
	}

	private Mono<Long> insert(UUID id, ReplayOrder order, String requestedBy, @Nullable Once once) {
		return this.database.sql(CREATE)
			.bind(0, id)
			.bind(1, this.orders.selection(order.selection()))
			.bind(2, order.dryRun())
			.bind(3, order.force())
			.bind(4, order.ratePerSecond())
			.bind(5, requestedBy)
			.bind(6, Parameters.in(R2dbcType.VARCHAR, (once != null) ? once.key().value() : null))
			.bind(7, Parameters.in(R2dbcType.VARCHAR, (once != null) ? once.fingerprint().value() : null))
			.fetch()
			.rowsUpdated();
	}

	private Mono<UUID> same(String requestedBy, Once once) {
		return this.database.sql(SAME)
			.bind(0, requestedBy)
			.bind(1, once.key().value())
			.map((row) -> new Same(Columns.required(row, "id", UUID.class),
					Columns.required(row, "fingerprint", String.class)))
			.one()
			.map((same) -> {
				if (!same.fingerprint().equals(once.fingerprint().value())) {
					throw new ProblemException(Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED,
							"A key belongs to one request; send another request with another key."));
				}
				return same.id();
			});
	}

	@Override
	public Mono<ReplayJob> find(UUID id) {
		return patiently(this.database.sql(FIND).bind(0, id).map(this::job).one());
	}

	@Override
	public Flux<ReplayJob> list(@Nullable Cursor after, int limit) {
		Place place = (after != null) ? Place.of(after) : new Place(null, null);
		return this.database.sql(LIST)
			.bind(0, Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, Columns.time(place.at())))
			.bind(1, Parameters.in(R2dbcType.VARCHAR, (place.id() != null) ? place.id().toString() : null))
			.bind(2, limit)
			.map(this::job)
			.all()
			.timeout(this.settings.queryTimeout())
			.onErrorMap(this::unavailable);
	}

	@Override
	public Flux<ReplayItem> items(UUID job, @Nullable Long after, int limit) {
		return this.database.sql(ITEMS)
			.bind(0, job)
			.bind(1, (after != null) ? after : -1L)
			.bind(2, limit)
			.map(JobRows::item)
			.all()
			.timeout(this.settings.queryTimeout())
			.onErrorMap(this::unavailable);
	}

	@Override
	public Mono<Optional<Boolean>> cancel(UUID id) {
		return patiently(this.database.sql(CANCEL)
			.bind(0, id)
			.fetch()
			.rowsUpdated()
			.flatMap((asked) -> find(id).map((_) -> Optional.of(asked > 0)).defaultIfEmpty(Optional.empty())));
	}

	private ReplayJob job(Readable row) {
		Map<String, Long> results = this.mapper.readValue(Columns.required(row, "results", String.class), COUNTS);
		return new ReplayJob(Columns.required(row, "id", UUID.class),
				ReplayState.named(Columns.required(row, "state", String.class)),
				Columns.required(row, "dry_run", Boolean.class), Columns.required(row, "forced", Boolean.class),
				Columns.required(row, "rate", Integer.class), Columns.required(row, "requested_by", String.class),
				Columns.time(row, "created_at"), Columns.timeOrNull(row, "finished_at"),
				Columns.required(row, "total", Long.class), results.values().stream().mapToLong(Long::longValue).sum(),
				results);
	}

	private static ReplayItem item(Readable row) {
		String topic = Columns.required(row, "topic", String.class);
		String letter = topic.endsWith(".dlt") ? DeadLetterId
			.of(topic, Columns.required(row, "partition", Integer.class), Columns.required(row, "position", Long.class))
			.toString() : null;
		return new ReplayItem(Columns.required(row, "seq", Long.class), letter,
				new ReplayItem.Origin(Columns.required(row, "origin_topic", String.class),
						Columns.required(row, "origin_partition", Integer.class),
						Columns.required(row, "origin_offset", Long.class)),
				row.get("invite_id", UUID.class), row.get("generation", Integer.class),
				row.get("replay", Integer.class), row.get("result", String.class), Columns.timeOrNull(row, "at"));
	}

	private <T> Mono<T> patiently(Mono<T> work) {
		return work.timeout(this.settings.queryTimeout())
			.onErrorMap((ex) -> !(ex instanceof ProblemException), this::unavailable);
	}

	private ProblemException unavailable(Throwable cause) {
		return new ProblemException(Problem.passing(ProblemCode.DATABASE_UNAVAILABLE,
				"Replays cannot be read or taken; try again.", this.settings.retryAfter()), cause);
	}

	/** A job with the same key. */
	private record Same(UUID id, String fingerprint) {
	}

	/** Where a page of jobs ended. */
	private record Place(@Nullable Instant at, @Nullable UUID id) {

		static Place of(Cursor cursor) {
			try {
				return new Place(Instant.parse(cursor.parts().get(0)),
						Objects.requireNonNull(UUID.fromString(cursor.parts().get(1))));
			}
			catch (DateTimeException | IllegalArgumentException ex) {
				throw new ProblemException(Problem.invalid(
						List.of(new Violation("/cursor", "invalid-cursor", "Send nextCursor of the page before."))));
			}
		}

	}

}
