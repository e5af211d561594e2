package dev.missioncontrol.invite.api.replay.r2dbc;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.deadletter.Stage;
import dev.missioncontrol.invite.api.replay.ReplayResult;
import dev.missioncontrol.invite.api.replay.ReplayWork;
import dev.missioncontrol.invite.api.replay.Verdict;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The records of jobs, and what comes of them.
 */
final class ItemRows {

	private static final String NEXT = """
			select i.seq, i.topic, i.partition, i.position, i.replay, d.stage, r.sent_at is not null as sent
			from replay_item i
			left join dead_letter d on d.topic = i.topic and d.partition = i.partition and d.position = i.position
			left join dead_letter_replay r on r.topic = i.topic and r.partition = i.partition
				and r.position = i.position and r.job_id <> i.job_id
			where i.job_id = $1 and i.result is null and i.seq >= (select next_seq from replay_job where id = $1)
			order by i.seq limit $2""";

	private static final String TAKE = """
			insert into dead_letter_replay (topic, partition, position, job_id)
			select topic, partition, position, $1 from unnest($2::text[], $3::integer[], $4::bigint[])
				as w (topic, partition, position) order by topic, partition, position
			on conflict (topic, partition, position) do nothing""";

	private static final String TAKEN = """
			select r.topic, r.partition, r.position from dead_letter_replay r
			join unnest($2::text[], $3::integer[], $4::bigint[]) as w (topic, partition, position)
				on r.topic = w.topic and r.partition = w.partition and r.position = w.position
			where r.job_id <> $1""";

	/** Never one that something was told with already. */
	private static final String NUMBER = """
			insert into replay_number as n (invite_id, generation, number) values ($1, $2, $3)
			on conflict (invite_id, generation) do update set number = greatest(n.number + 1, excluded.number)
			returning number""";

	private static final String KEEP_NUMBER = """
			update replay_item set replay = $3 where job_id = $1 and seq = $2""";

	private static final String DONE = """
			update replay_item i set result = w.result, at = now(), invite_id = coalesce(w.invite_id, i.invite_id),
				generation = coalesce(w.generation, i.generation), replay = coalesce(w.replay, i.replay)
			from unnest($2::bigint[], $3::text[], $4::uuid[], $5::integer[], $6::integer[])
				as w (seq, result, invite_id, generation, replay)
			where i.job_id = $1 and i.seq = w.seq and i.result is null""";

	private static final String COUNT = """
			insert into replay_result as r (job_id, result, count)
			select $1, * from unnest($2::text[], $3::bigint[])
			on conflict (job_id, result) do update set count = r.count + excluded.count""";

	/** A forced replay of what another job sent leaves that one's name there. */
	private static final String SENT = """
			update dead_letter_replay r set sent_at = coalesce(r.sent_at, now())
			from unnest($1::text[], $2::integer[], $3::bigint[]) as w (topic, partition, position)
			where r.topic = w.topic and r.partition = w.partition and r.position = w.position""";

	private static final String ADVANCE = """
			update replay_job set next_seq = coalesce(
				(select min(seq) from replay_item where job_id = $1 and result is null and seq >= next_seq), total)
			where id = $1""";

	private final DatabaseClient database;

	private final LeaseRows leases;

	ItemRows(DatabaseClient database, LeaseRows leases) {
		this.database = database;
		this.leases = leases;
	}

	Flux<ReplayWork.Pending> next(ReplayWork.Job job, int limit) {
		return this.database.sql(NEXT).bind(0, job.id()).bind(1, limit).map(ItemRows::pending).all();
	}

	private static ReplayWork.Pending pending(Readable row) {
		return new ReplayWork.Pending(Columns.required(row, "seq", Long.class),
				new ReplayWork.Place(Columns.required(row, "topic", String.class),
						Columns.required(row, "partition", Integer.class),
						Columns.required(row, "position", Long.class)),
				Stage.LEDGER.wireName().equals(row.get("stage", String.class)), row.get("replay", Integer.class),
				Columns.required(row, "sent", Boolean.class) ? Verdict.Earlier.SENT : Verdict.Earlier.NOTHING);
	}

	Mono<Map<Long, Integer>> prepare(ReplayWork.Job job, List<ReplayWork.Ready> ready) {
		Map<Long, Integer> numbers = new HashMap<>();
		List<ReplayWork.Place> letters = ready.stream()
			.map(ReplayWork.Ready::pending)
			.filter(ReplayWork.Pending::isLetter)
			.map(ReplayWork.Pending::place)
			.toList();
		Mono<Void> act = take(job.id(), letters)
			.flatMapMany((taken) -> Flux.fromIterable(ready)
				.filter((each) -> job.order().force() || !taken.contains(each.pending().place())))
			.concatMap((each) -> number(job, each).doOnNext((number) -> numbers.put(each.pending().seq(), number)))
			.then();
		return this.leases.holding(job, act).map((_) -> numbers);
	}

	/** Gives those that another job holds. */
	private Mono<Collection<ReplayWork.Place>> take(UUID job, List<ReplayWork.Place> letters) {
		if (letters.isEmpty()) {
			return Mono.just(List.of());
		}
		return places(TAKE, job, letters).then()
			.then(Mono.defer(
					() -> places(TAKEN, job, letters)
						.map((row) -> new ReplayWork.Place(Columns.required(row, "topic", String.class),
								Columns.required(row, "partition", Integer.class),
								Columns.required(row, "position", Long.class)))
						.all()
						.collect(Collectors.toSet())));
	}

	private DatabaseClient.GenericExecuteSpec places(String sql, UUID job, List<ReplayWork.Place> places) {
		return this.database.sql(sql)
			.bind(0, job)
			.bind(1, Columns.texts(places, ReplayWork.Place::topic))
			.bind(2, Columns.integers(places, ReplayWork.Place::partition))
			.bind(3, Columns.longs(places, ReplayWork.Place::offset));
	}

	private Mono<Integer> number(ReplayWork.Job job, ReplayWork.Ready ready) {
		if (!job.order().force()) {
			return Mono.just(ready.number());
		}
		Integer before = ready.pending().number();
		return (before != null) ? Mono.just(before)
				: this.database.sql(NUMBER)
					.bind(0, ready.inviteId().value())
					.bind(1, ready.generation())
					.bind(2, Math.max(ready.floor(), ready.number()) + 1)
					.map((row) -> Columns.required(row, "number", Integer.class))
					.one()
					.delayUntil((number) -> this.database.sql(KEEP_NUMBER)
						.bind(0, job.id())
						.bind(1, ready.pending().seq())
						.bind(2, number)
						.then());
	}

	Mono<Boolean> done(ReplayWork.Job job, Collection<ReplayWork.Done> results) {
		return this.leases.holding(job, record(job.id(), List.copyOf(results)));
	}

	private Mono<Void> record(UUID job, List<ReplayWork.Done> results) {
		if (results.isEmpty()) {
			return Mono.empty();
		}
		List<ReplayWork.Place> sent = results.stream()
			.filter((each) -> each.result() == ReplayResult.SENT && each.pending().isLetter())
			.map((each) -> each.pending().place())
			.toList();
		return mark(job, results).then(Mono.defer(() -> count(job, results)))
			.then(Mono.defer(() -> sent(sent)))
			.then(Mono.defer(() -> this.database.sql(ADVANCE).bind(0, job).then()));
	}

	private Mono<Void> mark(UUID job, List<ReplayWork.Done> results) {
		return this.database.sql(DONE)
			.bind(0, job)
			.bind(1, Columns.longs(results, (each) -> each.pending().seq()))
			.bind(2, Columns.texts(results, (each) -> each.result().wireName()))
			.bind(3, Columns.uuids(results, (each) -> (each.inviteId() != null) ? each.inviteId().value() : null))
			.bind(4, Columns.integers(results, ReplayWork.Done::generation))
			.bind(5, Columns.integers(results, ReplayWork.Done::number))
			.then();
	}

	private Mono<Void> count(UUID job, List<ReplayWork.Done> results) {
		List<Map.Entry<String, Long>> counts = List.copyOf(results.stream()
			.collect(Collectors.groupingBy((each) -> each.result().wireName(), TreeMap::new, Collectors.counting()))
			.entrySet());
		return this.database.sql(COUNT)
			.bind(0, job)
			.bind(1, Columns.texts(counts, Map.Entry::getKey))
			.bind(2, Columns.longs(counts, Map.Entry::getValue))
			.then();
	}

	private Mono<Void> sent(List<ReplayWork.Place> letters) {
		if (letters.isEmpty()) {
			return Mono.empty();
		}
		return this.database.sql(SENT)
			.bind(0, Columns.texts(letters, ReplayWork.Place::topic))
			.bind(1, Columns.integers(letters, ReplayWork.Place::partition))
			.bind(2, Columns.longs(letters, ReplayWork.Place::offset))
			.then();
	}

}
