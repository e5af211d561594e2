package dev.missioncontrol.invite.api;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.api.live.ChangePosition;
import dev.missioncontrol.invite.api.live.InviteChanges;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.test.InviteFixture;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.codec.ServerSentEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions that write into the ledger at the same time and end in another order than
 * they began. Whoever went by the newest change that can be seen would skip those that
 * end late.
 */
class LiveOrderIT {

	private static final InviteApi API = InviteApi.quiet();

	private final Organization organization = new Organization("org-" + UUID.randomUUID(), "Test");

	private final String token = API.issuer().token(this.organization.id(), "read:invites");

	/**
	 * The first transaction has changed one invite and waits for another one, which
	 * somebody else has locked, while a second transaction comes and goes.
	 */
	@Test
	void waitsForATransactionThatEndsLate() throws Exception {
		Invite early = invite();
		Invite locked = invite();
		Invite late = invite();
		project(new InviteRequested(early), new InviteRequested(locked), new InviteRequested(late));
		try (LiveReader reader = LiveReader.open(API, this.token, null); Connection other = connection()) {
			other.setAutoCommit(false);
			other.createStatement().execute("select from invite where id = '" + locked.inviteId() + "' for update");
			CompletableFuture<?> first = opening(early, locked).toFuture();
			Awaitility.await().until(() -> waits());
			project(new InviteOpened(late.inviteId(), 1, false));
			assertThat(listed()).containsEntry(late.inviteId().toString(), "opened")
				.containsEntry(early.inviteId().toString(), "requested");
			// A stream that is opened or resumed now must not overlook the first one
			// either.
			try (LiveReader second = LiveReader.open(API, this.token, null);
					LiveReader third = LiveReader.open(API, this.token, reader.position())) {
				// Several looks, all of which had to stop before the first transaction.
				Awaitility.await().until(() -> lag() > 0.3);
				assertThat(List.of(reader.invites(), second.invites(), third.invites())).containsOnly(List.of());
				other.rollback();
				first.join();
				for (LiveReader each : List.of(reader, second, third)) {
					each.await(() -> each.invites().size() >= 3);
					assertThat(each.told("inviteId").subList(0, 2))
						.containsExactlyInAnyOrder(early.inviteId().toString(), locked.inviteId().toString());
					assertThat(each.told("inviteId")).element(2).isEqualTo(late.inviteId().toString());
					assertThat(each.told("status")).containsExactly("opened", "opened", "opened");
				}
			}
		}
	}

	private static Mono<Projecting.Result> opening(Invite... invites) {
		List<CloudEvent<?>> events = new ArrayList<>();
		for (Invite invite : invites) {
			events.add(CloudEvent.once("/test", Instant.now(), new InviteOpened(invite.inviteId(), 1, false)));
		}
		return API.context().getBean(Projecting.class).project(events);
	}

	/** Whether somebody waits to say where an invite stands. */
	private static boolean waits() throws SQLException {
		try (Connection connection = connection();
				var rows = connection.createStatement()
					.executeQuery("select count(*) from pg_stat_activity where datname = current_database()"
							+ " and wait_event_type = 'Lock' and query like 'update invite set standing%'")) {
			rows.next();
			return rows.getInt(1) > 0;
		}
	}

	private static double lag() {
		return API.context().getBean(MeterRegistry.class).get("invite.live.lag").gauge().value();
	}

	@Test
	void tellsTheHorizonToWhoeverAsksForNothingElse() {
		project(new InviteRequested(invite()));
		InviteChanges changes = API.context().getBean(InviteChanges.class);
		ChangePosition before = changes.now().block();
		InviteChanges.Look look = changes.after(Map.of(), 10).block();
		assertThat(look.pages()).isEmpty();
		assertThat(look.horizon().ledger()).isEqualTo(before.ledger());
		assertThat(look.horizon().transaction()).isGreaterThanOrEqualTo(before.transaction());
	}

	/** Whoever follows them, cut off again and again, ends with what the list tells. */
	@Test
	void losesNothingAmongManyWriters() throws Exception {
		List<Invite> invites = IntStream.range(0, 60).mapToObj((_) -> invite()).toList();
		Map<String, String> told = new LinkedHashMap<>();
		String position;
		try (LiveReader reader = LiveReader.open(API, this.token, null)) {
			position = reader.position();
		}
		try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor(); Connection holder = connection()) {
			List<Future<?>> all = IntStream.range(0, 4)
				.<Future<?>>mapToObj((writer) -> writers.submit(() -> write(invites, new Random(writer))))
				.toList();
			holder.setAutoCommit(false);
			for (int cut = 0; !isDone(all); cut++) {
				hold(holder, invites.get(cut % invites.size()));
				try (LiveReader reader = LiveReader.open(API, this.token, position)) {
					holder.rollback();
					reader.await(() -> reader.invites().size() > 3 || isDone(all));
					position = take(reader.all(), told);
				}
			}
			for (Future<?> each : all) {
				each.get();
			}
		}
		Map<String, String> expected = listed();
		try (LiveReader reader = LiveReader.open(API, this.token, position)) {
			reader.await(() -> {
				take(reader.all(), told);
				return told.equals(expected);
			});
			assertThat(reader.names()).doesNotContain("reset");
		}
		assertThat(told).hasSize(60);
	}

	private static boolean isDone(List<Future<?>> all) {
		return all.stream().allMatch(Future::isDone);
	}

	/** Gives the position behind these events. */
	private static String take(List<ServerSentEvent<String>> events, Map<String, String> told) {
		events.stream().filter((event) -> "invite".equals(event.event())).forEach((event) -> {
			Map<String, Object> invite = JsonPath.read(event.data(), "$");
			told.put(invite.get("inviteId").toString(), invite.get("status").toString());
		});
		return events.stream().map(ServerSentEvent::id).filter((id) -> id != null).toList().getLast();
	}

	private static void hold(Connection holder, Invite invite) throws SQLException {
		holder.createStatement().execute("select from invite where id = '" + invite.inviteId() + "' for update");
	}

	/** Each invite's whole life, all mixed up, in batches. */
	private void write(List<Invite> invites, Random random) {
		for (int batch = 0; batch < 15; batch++) {
			List<InviteEvent> events = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				Invite invite = invites.get(random.nextInt(invites.size()));
				InviteId id = invite.inviteId();
				events.add(switch (random.nextInt(6)) {
					case 0 -> new NotificationDelivered(id, 1, 0);
					case 1 -> new InviteOpened(id, 1, false);
					case 2 -> new InviteAccepted(id, 1, "auth0|somebody");
					default -> new InviteRequested(invite);
				});
			}
			project(events.toArray(InviteEvent[]::new));
		}
		project(invites.stream().map(InviteRequested::new).toArray(InviteEvent[]::new));
	}

	private Map<String, String> listed() {
		String list = API.client(this.token)
			.get()
			.uri("/v1/invites?limit=500")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		Map<String, String> statuses = new LinkedHashMap<>();
		JsonPath.<List<Map<String, Object>>>read(list, "$.items")
			.forEach((item) -> statuses.put(item.get("inviteId").toString(), item.get("status").toString()));
		return statuses;
	}

	private Invite invite() {
		return InviteFixture.anInvite().organization(this.organization).build();
	}

	private static void project(InviteEvent... events) {
		List<CloudEvent<?>> all = new ArrayList<>();
		for (InviteEvent event : events) {
			all.add(CloudEvent.once("/test", Instant.now(), event));
		}
		API.context().getBean(Projecting.class).project(all).block();
	}

	private static Connection connection() throws SQLException {
		return DriverManager.getConnection(API.database().jdbcUrl(), API.database().user(), "");
	}

}
