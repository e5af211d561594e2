package dev.missioncontrol.invite.api.deadletter.r2dbc;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.database.r2dbc.PlannedAnew;
import dev.missioncontrol.invite.api.deadletter.BuriedRecord;
import dev.missioncontrol.invite.api.deadletter.DeadLetterDetail;
import dev.missioncontrol.invite.api.deadletter.DeadLetterFilter;
import dev.missioncontrol.invite.api.deadletter.DeadLetterId;
import dev.missioncontrol.invite.api.deadletter.DeadLetterState;
import dev.missioncontrol.invite.api.deadletter.DeadLetters;
import dev.missioncontrol.invite.api.deadletter.Stage;
import dev.missioncontrol.invite.api.paging.Cursor;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import dev.missioncontrol.invite.event.InviteId;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code dead_letter}. What jobs did is in tables of their own, for it does not
 * follow from the topics.
 */
final class DeadLetterRows implements DeadLetters {

	private static final String INSERT = """
			insert into dead_letter as d (topic, partition, position, stage, consumer, reason, detail, attempts, first_at,
				last_at, origin_topic, origin_partition, origin_offset, origin_at, event_type, value_bytes, invite_id,
				generation, organization_id, expires_at, replay)
			select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[],
				$8::integer[], $9::timestamptz[], $10::timestamptz[], $11::text[], $12::integer[], $13::bigint[],
				$14::timestamptz[], $15::text[], $16::integer[], $17::uuid[], $18::integer[], $19::text[],
				$20::timestamptz[], $21::integer[])""";

	private static final String ONCE = INSERT + " on conflict (topic, partition, position) do nothing";

	/**
	 * The ledger buries what it cannot read each time it is built again: the first letter
	 * stands, in whatever order they are read.
	 */
	private static final String FIRST = INSERT + """
			 on conflict (origin_topic, origin_partition, origin_offset)
				where stage = 'ledger' and origin_topic is not null
			do update set topic = excluded.topic, partition = excluded.partition, position = excluded.position,
				consumer = excluded.consumer, reason = excluded.reason, detail = excluded.detail,
				attempts = excluded.attempts, first_at = excluded.first_at, last_at = excluded.last_at,
				origin_at = excluded.origin_at, event_type = excluded.event_type, value_bytes = excluded.value_bytes,
				invite_id = excluded.invite_id, generation = excluded.generation,
				organization_id = excluded.organization_id, expires_at = excluded.expires_at, replay = excluded.replay
			where (excluded.last_at, excluded.topic, excluded.partition, excluded.position)
				< (d.last_at, d.topic, d.partition, d.position)""";

	private static final String SELECT = """
			select d.*, exists (select from dead_letter_replay r where r.topic = d.topic and r.partition = d.partition
				and r.position = d.position and r.sent_at is not null) as replayed
			from dead_letter d""";

	private static final String FIND = SELECT + """
			 join unnest($1::text[], $2::integer[], $3::bigint[]) as wanted (topic, partition, position)
			on d.topic = wanted.topic and d.partition = wanted.partition and d.position = wanted.position""";

	private static final String ATTEMPTS = """
			select job_id, result, at from replay_item
			where topic = $1 and partition = $2 and position = $3 and result is not null order by at desc, job_id limit 100""";

	private final DatabaseClient database;

	private final PlannedAnew planned;

	private final DeadLetterSettings settings;

	DeadLetterRows(DatabaseClient database, PlannedAnew planned, DeadLetterSettings settings) {
		this.database = database;
		this.planned = planned;
		this.settings = settings;
	}

	@Override
	public Mono<Void> record(List<BuriedRecord> letters) {
		Map<Boolean, List<BuriedRecord>> byLedger = letters.stream()
			.collect(Collectors.partitioningBy((letter) -> letter.stage() == Stage.LEDGER && letter.origin() != null));
		return insert(ONCE, byLedger.getOrDefault(false, List.of()))
			.then(Mono.defer(() -> insert(FIRST, firsts(byLedger.getOrDefault(true, List.of())))))
			.timeout(this.settings.timeout());
	}

	/** One statement touches a row once only. */
	private static List<BuriedRecord> firsts(List<BuriedRecord> letters) {
		BinaryOperator<BuriedRecord> first = (one, other) -> order(other).compareTo(order(one)) < 0 ? other : one;
		Map<Object, BuriedRecord> byOrigin = letters.stream()
			.collect(Collectors.toMap(DeadLetterRows::place, Function.identity(), first, LinkedHashMap::new));
		return List.copyOf(byOrigin.values());
	}

	private static List<Object> place(BuriedRecord letter) {
		BuriedRecord.Origin origin = letter.origin();
		return (origin != null) ? List.of(origin.topic(), origin.partition(), origin.offset()) : List.of(letter.id());
	}

	private static String order(BuriedRecord letter) {
		return "%s %s %09d %019d".formatted(letter.lastAt(), letter.id().topic().deadLetters(), letter.id().partition(),
				letter.id().offset());
	}

	private Mono<Void> insert(String sql, List<BuriedRecord> letters) {
		if (letters.isEmpty()) {
			return Mono.empty();
		}
		return this.database.sql(sql)
			.bind(0, Columns.texts(letters, (letter) -> letter.id().topic().deadLetters()))
			.bind(1, Columns.integers(letters, (letter) -> letter.id().partition()))
			.bind(2, Columns.longs(letters, (letter) -> letter.id().offset()))
			.bind(3, Columns.texts(letters, (letter) -> letter.stage().wireName()))
			.bind(4, Columns.texts(letters, BuriedRecord::consumer))
			.bind(5, Columns.texts(letters, BuriedRecord::reason))
			.bind(6, Columns.texts(letters, BuriedRecord::detail))
			.bind(7, Columns.integers(letters, BuriedRecord::attempts))
			.bind(8, Columns.times(letters, BuriedRecord::firstAt))
			.bind(9, Columns.times(letters, BuriedRecord::lastAt))
			.bind(10, Columns.texts(letters, (letter) -> from(letter.origin(), BuriedRecord.Origin::topic)))
			.bind(11, Columns.integers(letters, (letter) -> from(letter.origin(), BuriedRecord.Origin::partition)))
			.bind(12, Columns.longs(letters, (letter) -> from(letter.origin(), BuriedRecord.Origin::offset)))
			.bind(13, Columns.times(letters, (letter) -> from(letter.origin(), BuriedRecord.Origin::timestamp)))
			.bind(14, Columns.texts(letters, BuriedRecord::eventType))
			.bind(15, Columns.integers(letters, BuriedRecord::valueBytes))
			.bind(16,
					Columns.uuids(letters, (letter) -> from(letter.subject(), (subject) -> subject.inviteId().value())))
			.bind(17, Columns.integers(letters, (letter) -> from(letter.subject(), BuriedRecord.Subject::generation)))
			.bind(18, Columns.texts(letters, (letter) -> from(letter.subject(), BuriedRecord.Subject::organizationId)))
			.bind(19, Columns.times(letters, (letter) -> from(letter.subject(), BuriedRecord.Subject::expiresAt)))
			.bind(20, Columns.integers(letters, BuriedRecord::replay))
			.then();
	}

	private static <P, T> @Nullable T from(@Nullable P part, Function<P, @Nullable T> value) {
		return (part != null) ? value.apply(part) : null;
	}

	@Override
	public Flux<Found> list(DeadLetterFilter filter, @Nullable DeadLetterState state, @Nullable Cursor after,
			int limit) {
		Conditions conditions = new Conditions(filter);
		if (state != null) {
			conditions.state(state);
		}
		if (after != null) {
			conditions.after(after);
		}
		return this.planned.query(conditions
			.bind(this.database.sql(SELECT + conditions.where()
					+ " order by d.last_at desc, d.topic desc, d.partition desc, d.position desc limit " + limit))
			.map(DeadLetterRows::found)
			.all()).timeout(this.settings.timeout()).onErrorMap(this::unavailable);
	}

	@Override
	public Flux<Found> find(List<DeadLetterId> ids) {
		return this.database.sql(FIND)
			.bind(0, Columns.texts(ids, (id) -> id.topic().deadLetters()))
			.bind(1, Columns.integers(ids, DeadLetterId::partition))
			.bind(2, Columns.longs(ids, DeadLetterId::offset))
			.map(DeadLetterRows::found)
			.all()
			.timeout(this.settings.timeout())
			.onErrorMap(this::unavailable);
	}

	@Override
	public Flux<DeadLetterDetail.Attempt> attempts(DeadLetterId id) {
		return this.database.sql(ATTEMPTS)
			.bind(0, id.topic().deadLetters())
			.bind(1, id.partition())
			.bind(2, id.offset())
			.map((row) -> new DeadLetterDetail.Attempt(Columns.required(row, "job_id", UUID.class),
					Columns.required(row, "result", String.class), Columns.time(row, "at")))
			.all()
			.timeout(this.settings.timeout())
			.onErrorMap(this::unavailable);
	}

	private static Found found(Readable row) {
		return new Found(letter(row),
				Columns.required(row, "replayed", Boolean.class) ? DeadLetterState.REPLAYED : DeadLetterState.OPEN);
	}

	private static BuriedRecord letter(Readable row) {
		return new BuriedRecord(DeadLetterId.of(Columns.required(row, "topic", String.class),
				Columns.required(row, "partition", Integer.class), Columns.required(row, "position", Long.class)),
				Stage.named(Columns.required(row, "stage", String.class)).orElse(Stage.LEDGER),
				Columns.required(row, "consumer", String.class), Columns.required(row, "reason", String.class),
				Columns.required(row, "detail", String.class), Columns.required(row, "attempts", Integer.class),
				Columns.time(row, "first_at"), Columns.time(row, "last_at"), origin(row),
				row.get("event_type", String.class), Columns.required(row, "value_bytes", Integer.class), subject(row),
				Columns.required(row, "replay", Integer.class));
	}

	private static BuriedRecord.@Nullable Origin origin(Readable row) {
		String topic = row.get("origin_topic", String.class);
		return (topic == null) ? null
				: new BuriedRecord.Origin(topic, Columns.required(row, "origin_partition", Integer.class),
						Columns.required(row, "origin_offset", Long.class), Columns.time(row, "origin_at"));
	}

	private static BuriedRecord.@Nullable Subject subject(Readable row) {
		UUID inviteId = row.get("invite_id", UUID.class);
		return (inviteId == null) ? null
				: new BuriedRecord.Subject(new InviteId(inviteId), Columns.required(row, "generation", Integer.class),
						row.get("organization_id", String.class), Columns.timeOrNull(row, "expires_at"));
	}

	private ProblemException unavailable(Throwable cause) {
		return new ProblemException(Problem.passing(ProblemCode.DATABASE_UNAVAILABLE,
				"Dead letters cannot be read; try again.", this.settings.retryAfter()), cause);
	}

	/** A cursor that nobody was given. */
	static ProblemException badCursor() {
		return new ProblemException(Problem
			.invalid(List.of(new Violation("/cursor", "invalid-cursor", "Send nextCursor of the page before."))));
	}

	static Instant time(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeException ex) {
			throw badCursor();
		}
	}

}
