package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger, built again from the topics.
 */
class RebuildIT {

	private static final List<String> TABLES = List.of("invite", "invite_lock", "invite_milestone", "invite_closing",
			"dead_letter", "closing_outbox", "closing_adoption");

	/** Follows from them, but not row by row: what has ended may be on it for a while. */
	private static final String QUEUE = "invite_deadline";

	/** Told by no topic: which ledger this is, and when it wrote a row. */
	private static final String OWN = "{ledger, changed_in}";

	private static final int STORIES = 150;

	private final EventRecords records = new EventRecords();

	private final TestPostgres database = TestPostgres.newDatabase();

	private final String group = "rebuild-" + UUID.randomUUID();

	@Test
	void givesTheSameRows() throws Exception {
		List<Told> contested = Stream.generate(Told::anInvite).limit(20).toList();
		Map<String, List<String>> before;
		long published;
		try (InviteApi api = start()) {
			tell(new Random(4711));
			contest(api, contested);
			expire(api);
			awaitQuiet(api);
			before = dump(api);
			published = TopicEnd.of(Topics.CLOSED);
		}
		assertThat(before.get("invite")).hasSizeGreaterThan(STORIES);
		assertThat(before.get("invite_closing")).hasSizeGreaterThan(20);
		assertThat(before.get("dead_letter")).hasSizeGreaterThan(10);
		assertThat(before.get("closing_outbox")).isEmpty();

		resetGroups();
		try (InviteApi api = start()) {
			awaitQuiet(api);
			assertSame(before, dump(api));
		}

		empty();
		resetGroups();
		try (InviteApi api = start()) {
			awaitQuiet(api);
			assertSame(before, dump(api));
		}
		// Nobody was told anything about how an invite ended.
		assertThat(TopicEnd.of(Topics.CLOSED)).isEqualTo(published);
	}

	private InviteApi start() {
		return InviteApi.start(this.database, "--invite.ledger.group=" + this.group,
				"--invite.ledger.expiry.interval=100ms");
	}

	/** Lifecycles, each event up to three times, in any order, with poison between. */
	private void tell(Random random) {
		List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
		for (int i = 0; i < STORIES; i++) {
			Told told = Told.anInvite();
			Stream
				.of(record(Topics.COMMANDS, told.requested()), record(Topics.SIGNED, told.signed(1)),
						record(Topics.IDENTIFIED, told.identified(1)), record(Topics.NOTIFICATIONS, told.failed(1)),
						record(Topics.COMMANDS, told.resendRequested()), record(Topics.SIGNED, told.signed(2)),
						record(Topics.IDENTIFIED, told.identified(2)), record(Topics.NOTIFICATIONS, told.delivered(2)),
						record(Topics.CLAIMS, told.opened(2, true)), record(Topics.CLAIMS, told.rejected(2)),
						record(Topics.CLAIMS, told.accepted(2, "auth0|grace")),
						Buried.letter(Topics.COMMANDS, told.requested().data(), "bad-field", told.start()),
						Buried.letter(Topics.SIGNED, told.signed(1).data(), "gave-up", told.start()))
				.filter((_) -> random.nextInt(5) > 0)
				.forEach((record) -> all.addAll(Collections.nCopies(1 + random.nextInt(3), record)));
		}
		for (Topic<?> topic : Topics.all()) {
			all.add(new ProducerRecord<>(topic.name(), "poison".getBytes(StandardCharsets.UTF_8), new byte[] { 1 }));
			all.add(new ProducerRecord<>(topic.deadLetters(), null, new byte[] { 3 }));
		}
		// Without a key it is buried on any partition. Other tests expect keys elsewhere.
		all.add(new ProducerRecord<>(Topics.CLAIMS.name(), null, new byte[] { 2 }));
		Collections.shuffle(all, random);
		TestBroker.shared().send(all);
	}

	private <E extends InviteEvent> ProducerRecord<byte[], byte[]> record(Topic<E> topic,
			CloudEvent<? extends E> event) {
		return this.records.write(topic, event);
	}

	/**
	 * Accepted first and revoked afterwards. Read again, the commands may well come
	 * first.
	 */
	private void contest(InviteApi api, List<Told> contested) {
		contested.forEach((told) -> TestBroker.shared()
			.send(List.of(record(Topics.COMMANDS, told.requested()),
					record(Topics.CLAIMS, told.accepted(1, "auth0|grace")))));
		contested.forEach((told) -> Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> api.client()
				.get()
				.uri("/v1/invites/" + told.id())
				.exchange()
				.expectBody()
				.jsonPath("$.status")
				.isEqualTo("accepted")));
		contested
			.forEach((told) -> TestBroker.shared().send(List.of(record(Topics.COMMANDS, told.revokeRequested(10)))));
	}

	/** Nobody but time ends them: built again, they must not be ended once more. */
	private void expire(InviteApi api) {
		List<Told> over = Stream.generate(() -> new Told(InviteId.next(), Instant.now().minus(Duration.ofDays(2))))
			.limit(20)
			.toList();
		over.forEach((told) -> TestBroker.shared().send(List.of(record(Topics.COMMANDS, told.requested()))));
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> dump(api).get("invite_closing")
				.stream()
				.filter((row) -> row.contains("\"expired\""))
				.count() >= 20);
	}

	private static void assertSame(Map<String, List<String>> before, Map<String, List<String>> after) {
		TABLES.forEach((table) -> assertThat(after.get(table)).as(table).isEqualTo(before.get(table)));
	}

	/** Everything is read, and nothing changes any more. */
	private void awaitQuiet(InviteApi api) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(90))
			.pollInterval(Duration.ofMillis(500))
			.until(() -> lag(this.group) == 0 && lag(this.group + "-dead-letters") == 0);
		List<Map<String, List<String>>> last = new ArrayList<>(List.of(Map.of()));
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(1500))
			.until(() -> dump(api).equals(last.set(0, dump(api))) && lag(this.group) == 0
					&& lag(this.group + "-dead-letters") == 0);
	}

	private static long lag(String group) throws ExecutionException, InterruptedException {
		boolean letters = group.endsWith("-dead-letters");
		try (Admin admin = admin(); KafkaConsumer<byte[], byte[]> consumer = TestBroker.shared().consumer()) {
			Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
				.partitionsToOffsetAndMetadata()
				.get();
			List<TopicPartition> partitions = Topics.all()
				.stream()
				.map((topic) -> letters ? topic.deadLetters() : topic.name())
				.flatMap((topic) -> consumer.partitionsFor(topic).stream())
				.map((each) -> new TopicPartition(each.topic(), each.partition()))
				.toList();
			return consumer.endOffsets(partitions)
				.entrySet()
				.stream()
				.mapToLong((end) -> end.getValue()
						- (committed.get(end.getKey()) != null ? committed.get(end.getKey()).offset() : 0))
				.sum();
		}
	}

	private void resetGroups() throws ExecutionException, InterruptedException {
		try (Admin admin = admin()) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.ignoreExceptions()
				.until(() -> admin.deleteConsumerGroups(List.of(this.group, this.group + "-dead-letters"))
					.all()
					.get() == null);
		}
	}

	private static Admin admin() {
		return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.shared().bootstrapServers()));
	}

	/** As docs/ops.md says. */
	private void empty() throws Exception {
		try (var connection = DriverManager.getConnection(this.database.jdbcUrl(), this.database.user(), "");
				var statement = connection.createStatement()) {
			statement.execute("truncate " + QUEUE + ", " + String.join(", ", TABLES));
		}
	}

	private static Map<String, List<String>> dump(InviteApi api) {
		DatabaseClient client = api.context().getBean(DatabaseClient.class);
		Map<String, List<String>> dump = new HashMap<>();
		for (String table : TABLES) {
			dump.put(table,
					client
						.sql("select line from (select (to_jsonb(t) - '" + OWN + "'::text[])::text as line from "
								+ table + " t) as lines order by line")
						.map((row) -> row.get("line", String.class))
						.all()
						.collectList()
						.block());
		}
		return dump;
	}

}
