package dev.missioncontrol.invite.api.replay.r2dbc;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.deadletter.DeadLetterFilter;
import dev.missioncontrol.invite.api.deadletter.DeadLetterId;
import dev.missioncontrol.invite.api.replay.ReplayWork;
import dev.missioncontrol.invite.api.replay.Selection;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Which records a job is about.
 */
final class PlanRows {

	private static final String LETTERS = """
			insert into replay_item (job_id, seq, topic, partition, position, invite_id, generation)
			select $1, w.place - 1, w.topic, w.partition, w.position, d.invite_id, d.generation
			from unnest($2::text[], $3::integer[], $4::bigint[]) with ordinality as w (topic, partition, position, place)
			left join dead_letter d on d.topic = w.topic and d.partition = w.partition and d.position = w.position""";

	/** Oldest first, as they would have come. */
	private static final String KIND = """
			insert into replay_item (job_id, seq, topic, partition, position, invite_id, generation)
			select $1, row_number() over (order by last_at, topic, partition, position) - 1, topic, partition, position,
				invite_id, generation
			from dead_letter where ($2::text is null or stage = $2) and ($3::text is null or organization_id = $3)
				and ($4::text is null or reason = $4) and ($5::timestamptz is null or last_at >= $5)
				and ($6::timestamptz is null or last_at < $6)""";

	private static final String PLANNED = """
			update replay_job set state = 'running', total = (select count(*) from replay_item where job_id = $1)
			where id = $1""";

	private static final String SPANS = """
			select partition, next_offset, end_offset from replay_position where job_id = $1""";

	private static final String READ = """
			insert into replay_position as p (job_id, partition, next_offset, end_offset)
			select $1, * from unnest($2::integer[], $3::bigint[], $4::bigint[])
			on conflict (job_id, partition) do update set next_offset = excluded.next_offset""";

	private static final String PART = """
			insert into replay_item (job_id, seq, topic, partition, position)
			select $1, j.total + w.place - 1, w.topic, w.partition, w.position
			from unnest($2::text[], $3::integer[], $4::bigint[]) with ordinality as w (topic, partition, position, place),
				replay_job j where j.id = $1""";

	private static final String GROWN = "update replay_job set total = total + $2 where id = $1";

	private final DatabaseClient database;

	private final LeaseRows leases;

	private final ReplayDatabaseSettings settings;

	PlanRows(DatabaseClient database, LeaseRows leases, ReplayDatabaseSettings settings) {
		this.database = database;
		this.leases = leases;
		this.settings = settings;
	}

	Mono<Void> letters(ReplayWork.Job job) {
		Mono<Void> items = switch (job.order().selection()) {
			case Selection.Letters(var ids) -> letters(job.id(), ids);
			case Selection.Kind(var filter) -> kind(job.id(), filter);
			case Selection.Range _ -> Mono.error(() -> new IllegalArgumentException("a range has no dead letters"));
		};
		return this.leases
			.holding(job, patiently(items.then(Mono.defer(() -> running(job)))), this.settings.planTimeout())
			.then();
	}

	private Mono<Void> letters(UUID job, List<DeadLetterId> ids) {
		return this.database.sql(LETTERS)
			.bind(0, job)
			.bind(1, Columns.texts(ids, (id) -> id.topic().deadLetters()))
			.bind(2, Columns.integers(ids, DeadLetterId::partition))
			.bind(3, Columns.longs(ids, DeadLetterId::offset))
			.then();
	}

	private Mono<Void> kind(UUID job, DeadLetterFilter filter) {
		return this.database.sql(KIND)
			.bind(0, job)
			.bind(1, text((filter.stage() != null) ? filter.stage().wireName() : null))
			.bind(2, text(filter.organization()))
			.bind(3, text(filter.reason()))
			.bind(4, Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, Columns.time(filter.from())))
			.bind(5, Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, Columns.time(filter.to())))
			.then();
	}

	private static Object text(@Nullable String value) {
		return Parameters.in(R2dbcType.VARCHAR, value);
	}

	/** Longer than other statements may take. */
	private Mono<Void> patiently(Mono<Void> statements) {
		return this.database.sql("set local statement_timeout = " + this.settings.planTimeout().toMillis())
			.then()
			.then(statements);
	}

	private Mono<Void> running(ReplayWork.Job job) {
		return this.database.sql(PLANNED).bind(0, job.id()).then();
	}

	Mono<Void> planned(ReplayWork.Job job) {
		return this.leases.holding(job, patiently(running(job)), this.settings.planTimeout()).then();
	}

	Mono<Map<Integer, ReplayWork.Span>> spans(ReplayWork.Job job) {
		return this.database.sql(SPANS)
			.bind(0, job.id())
			.map((row) -> Map.entry(Columns.required(row, "partition", Integer.class),
					new ReplayWork.Span(Columns.required(row, "next_offset", Long.class),
							Columns.required(row, "end_offset", Long.class))))
			.all()
			.collectMap(Map.Entry::getKey, Map.Entry::getValue)
			.timeout(this.settings.timeout());
	}

	Mono<Boolean> part(ReplayWork.Job job, List<ReplayWork.Place> places, Map<Integer, ReplayWork.Span> spans) {
		return this.leases.holding(job, items(job, places).then(Mono.defer(() -> read(job, spans))));
	}

	private Mono<Void> items(ReplayWork.Job job, List<ReplayWork.Place> places) {
		if (places.isEmpty()) {
			return Mono.empty();
		}
		return this.database.sql(PART)
			.bind(0, job.id())
			.bind(1, Columns.texts(places, ReplayWork.Place::topic))
			.bind(2, Columns.integers(places, ReplayWork.Place::partition))
			.bind(3, Columns.longs(places, ReplayWork.Place::offset))
			.then()
			.then(Mono.defer(() -> this.database.sql(GROWN).bind(0, job.id()).bind(1, places.size()).then()));
	}

	private Mono<Void> read(ReplayWork.Job job, Map<Integer, ReplayWork.Span> spans) {
		List<Map.Entry<Integer, ReplayWork.Span>> rows = List.copyOf(spans.entrySet());
		return this.database.sql(READ)
			.bind(0, job.id())
			.bind(1, Columns.integers(rows, Map.Entry::getKey))
			.bind(2, Columns.longs(rows, (span) -> span.getValue().next()))
			.bind(3, Columns.longs(rows, (span) -> span.getValue().end()))
			.then();
	}

}
