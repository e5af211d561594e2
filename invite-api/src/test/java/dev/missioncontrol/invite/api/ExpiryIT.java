package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.ledger.Deadlines;
import dev.missioncontrol.invite.api.ledger.ExpiringInvites;
import dev.missioncontrol.invite.api.ledger.InviteMilestone;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.ledger.Milestone;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.api.ledger.PublishingClosings;
import dev.missioncontrol.invite.api.ledger.PublishingReminders;
import dev.missioncontrol.invite.api.ledger.Reminders;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteExpiringSoon;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Two instances over one database let invites expire. They read no topic: the tests tell
 * the ledger what they want it to know.
 */
@Tag("container")
class ExpiryIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final InviteId NOBODY = new InviteId(new UUID(0, 0));

	private static final TestPostgres DATABASE = TestPostgres.newDatabase();

	private static final InviteApi ONE = start();

	private static final InviteApi OTHER = start();

	/** Has a database of its own and does nothing by itself. */
	private static final InviteApi IDLE = InviteApi.start(TestPostgres.newDatabase(),
			"--spring.kafka.listener.auto-startup=false", "--invite.ledger.closed.publish-interval=24h",
			"--invite.ledger.expiry.enabled=false", "--invite.ledger.deadlines.settle=0s");

	private final EventRecords records = new EventRecords();

	private final Ledger ledger = ONE.context().getBean(Ledger.class);

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static InviteApi start() {
		return InviteApi.start(DATABASE, "--spring.kafka.listener.auto-startup=false",
				"--invite.ledger.closed.publish-interval=100ms", "--invite.ledger.expiry.interval=50ms",
				"--invite.ledger.expiry.batch=7", "--invite.ledger.deadlines.settle=0s");
	}

	@BeforeAll
	static void begin() {
		ONE.context().getBean(Ledger.class).adoptedAll().block(PATIENCE);
		// The first round of publishing comes with the start, the next one in a day.
		Awaitility.await()
			.until(() -> IDLE.context()
				.getBean(ScheduledAnnotationBeanPostProcessor.class)
				.getScheduledTasks()
				.stream()
				.filter((task) -> task.toString().contains("ClosingsPublisher"))
				.allMatch((task) -> task.nextExecution().isAfter(Instant.now().plusSeconds(3600))));
	}

	@AfterAll
	static void stop() {
		IDLE.close();
		OTHER.close();
		ONE.close();
	}

	@Test
	void closesEachInviteThatExpiredOnceThoughSeveralInstancesRun() {
		List<Invite> due = invites(40, this.now.minusSeconds(3600), Duration.ofMinutes(30));
		List<Invite> soon = invites(10, this.now, Duration.ofSeconds(2));
		Invite later = invites(1, this.now, Duration.ofHours(1)).getFirst();
		List<InviteId> ids = Stream.concat(due.stream(), soon.stream()).map(Invite::inviteId).toList();
		List<CloudEvent<InviteClosed>> closed = awaitAll(Topics.CLOSED, ids);
		awaitNothingToPublish();
		Map<InviteId, Invite> invites = Stream.concat(due.stream(), soon.stream())
			.collect(Collectors.toMap(Invite::inviteId, (invite) -> invite));
		assertThat(closed).allSatisfy((event) -> {
			InviteClosed end = event.data();
			assertThat(end).isEqualTo(new InviteClosed(end.inviteId(), InviteClosed.Reason.EXPIRED,
					invites.get(end.inviteId()).expiresAt(), 1, null));
			assertThat(event.time()).isEqualTo(end.at());
		});
		assertThat(told(Topics.CLOSED, ids)).hasSize(ids.size());
		assertThat(entry(later.inviteId()).closing()).isEmpty();
		assertThat(expired(ONE) + expired(OTHER)).isGreaterThanOrEqualTo(ids.size());
	}

	@Test
	void leavesAnInviteAloneThatWasAcceptedJustBefore() {
		Invite invite = anInvite(this.now.minusSeconds(3600), Duration.ofMinutes(30));
		project(requested(invite), accepted(invite, invite.expiresAt().minusMillis(1)));
		Invite other = invites(1, this.now.minusSeconds(3600), Duration.ofMinutes(30)).getFirst();
		awaitAll(Topics.CLOSED, List.of(invite.inviteId(), other.inviteId()));
		assertThat(entry(invite.inviteId()).closing()).map(InviteClosed::reason).contains(InviteClosed.Reason.ACCEPTED);
		assertThat(told(Topics.CLOSED, List.of(invite.inviteId()))).hasSize(1);
	}

	@Test
	void doesNotExpireALaterGenerationWithAnEarlierOne() {
		Invite first = anInvite(this.now.minusSeconds(3600), Duration.ofMinutes(30));
		Invite second = anInvite(first.inviteId(), 2, this.now, Duration.ofHours(2));
		project(requested(first), new CloudEvent<>("2", "/test", this.now, new InviteResendRequested(second)));
		Invite other = invites(1, this.now.minusSeconds(3600), Duration.ofMinutes(30)).getFirst();
		awaitAll(Topics.CLOSED, List.of(other.inviteId()));
		assertThat(entry(first.inviteId()).closing()).isEmpty();
	}

	@Test
	void expiresWhatWasSentAgainAfterItHadExpired() {
		Invite first = anInvite(this.now.minusSeconds(7200), Duration.ofMinutes(30));
		project(requested(first));
		awaitAll(Topics.CLOSED, List.of(first.inviteId()));
		Invite second = anInvite(first.inviteId(), 2, this.now.minusSeconds(3600), Duration.ofMinutes(30));
		project(new CloudEvent<>("2", "/test", this.now, new InviteResendRequested(second)));
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(told(Topics.CLOSED, List.of(first.inviteId())))
				.extracting((event) -> event.data().generation(), (event) -> event.data().at())
				.containsExactly(tuple(1, first.expiresAt()), tuple(2, second.expiresAt())));
	}

	@Test
	void decidesNothingWhenAnotherEndCameFirst() {
		Deadlines deadlines = ONE.context().getBean(Deadlines.class);
		List<InviteId> ids = IntStream.range(0, 30).mapToObj((_) -> {
			Invite invite = anInvite(this.now.minusSeconds(3600), Duration.ofMinutes(30));
			// At the same time, so that either may be first.
			Flux.merge(projecting().project(List.of(requested(invite))).then(),
					projecting().project(List.of(accepted(invite, this.now))).then(), deadlines.sweep(7).then(),
					deadlines.sweep(7).then())
				.blockLast(PATIENCE);
			return invite.inviteId();
		}).toList();
		awaitAll(Topics.CLOSED, ids);
		awaitNothingToPublish();
		// An expiry can be overtaken by an acceptance, never the other way round.
		ids.forEach((id) -> assertThat(entry(id).closing()).map(InviteClosed::reason)
			.contains(InviteClosed.Reason.ACCEPTED));
		Map<InviteId, List<InviteClosed.Reason>> told = told(Topics.CLOSED, ids).stream()
			.map(CloudEvent::data)
			.collect(Collectors.groupingBy(InviteClosed::inviteId,
					Collectors.mapping(InviteClosed::reason, Collectors.toList())));
		assertThat(told.values()).allSatisfy((
				reasons) -> assertThat(reasons).doesNotHaveDuplicates().last().isEqualTo(InviteClosed.Reason.ACCEPTED));
	}

	@Test
	void tellsOncePerGenerationThatAnInviteExpiresSoon() {
		// A quarter of four hours, or less, is left.
		Invite first = anInvite(this.now.minus(Duration.ofMinutes(190)), Duration.ofHours(4));
		Invite opened = anInvite(first.requestedAt(), Duration.ofHours(4));
		Invite early = anInvite(this.now.minus(Duration.ofMinutes(170)), Duration.ofHours(4));
		Invite shortLived = anInvite(this.now.minus(Duration.ofMinutes(50)), Duration.ofMinutes(59));
		project(requested(first), requested(early), requested(shortLived));
		project(requested(opened),
				new CloudEvent<>("3", "/test", this.now, new InviteOpened(opened.inviteId(), 1, false)));
		CloudEvent<InviteExpiringSoon> told = awaitAll(Topics.REMINDERS, List.of(first.inviteId())).getFirst();
		assertThat(told.id()).isEqualTo(first.inviteId() + ":1:expiring-soon");
		assertThat(told.time()).isEqualTo(first.expiresAt().minus(Duration.ofHours(1)));
		assertThat(told.data())
			.isEqualTo(new InviteExpiringSoon(first.inviteId(), 1, InviteFixture.ORGANIZATION, first.expiresAt()));
		Invite second = anInvite(first.inviteId(), 2, this.now.minus(Duration.ofDays(9)), Duration.ofDays(10));
		project(requested(first), new CloudEvent<>("2", "/test", this.now, new InviteResendRequested(second)),
				requested(first));
		Awaitility.await().atMost(PATIENCE).until(() -> told(Topics.REMINDERS, List.of(first.inviteId())).size() == 2);
		CloudEvent<InviteExpiringSoon> again = told(Topics.REMINDERS, List.of(first.inviteId())).getLast();
		assertThat(again.data().generation()).isEqualTo(2);
		assertThat(again.time()).isEqualTo(second.expiresAt().minus(Duration.ofDays(1)));
		Invite last = anInvite(first.requestedAt(), Duration.ofHours(4));
		project(requested(last));
		awaitAll(Topics.REMINDERS, List.of(last.inviteId()));
		assertThat(told(Topics.REMINDERS,
				List.of(first.inviteId(), opened.inviteId(), early.inviteId(), shortLived.inviteId())))
			.hasSize(2);
	}

	@Test
	void showsThatOthersWereToldInTheTimeline() {
		Invite invite = anInvite(this.now.minus(Duration.ofMinutes(190)), Duration.ofHours(4));
		project(requested(invite));
		CloudEvent<InviteExpiringSoon> told = awaitAll(Topics.REMINDERS, List.of(invite.inviteId())).getFirst();
		project(told);
		assertThat(entry(invite.inviteId()).milestones()).contains(new InviteMilestone(
				new InviteMilestone.Key(invite.inviteId(), 1, Milestone.EXPIRING_SOON, ""), told.time()));
		// As after the loss of the table: what the topic tells is known.
		sql(ONE, "delete from invite_reminder where invite_id = '" + invite.inviteId() + "'");
		project(requested(invite));
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> count("select count(*) from invite_deadline where next_at <= now()") == 0);
		assertThat(count("select count(*) from invite_reminder where invite_id = '" + invite.inviteId() + "'"))
			.isZero();
	}

	@Test
	void losesNothingWhenAnInstanceStopsBetweenDecidingAndPublishing() {
		Invite over = anInvite(this.now.minusSeconds(3600), Duration.ofMinutes(30));
		Invite near = anInvite(this.now.minus(Duration.ofMinutes(190)), Duration.ofHours(4));
		Ledger own = IDLE.context().getBean(Ledger.class);
		own.adoptedAll().block(PATIENCE);
		project(IDLE, requested(over), requested(near));
		assertThat(new ExpiringInvites(IDLE.context().getBean(Deadlines.class), 10).expire().block(PATIENCE))
			.isEqualTo(new ExpiringInvites.Round(1, 1, false));
		Unsteady<InviteClosed> ends = new Unsteady<>();
		Unsteady<CloudEvent<InviteExpiringSoon>> told = new Unsteady<>();
		Reminders reminders = IDLE.context().getBean(Reminders.class);
		PublishingClosings closings = new PublishingClosings(own, ends::append, 10);
		PublishingReminders publishing = new PublishingReminders(reminders, told::append, 10);
		// What could not be published is free again at once.
		ends.away = true;
		told.away = true;
		assertThatThrownBy(() -> closings.publish().block(PATIENCE)).hasMessage("away");
		assertThatThrownBy(() -> publishing.publish().block(PATIENCE)).hasMessage("away");
		ends.away = false;
		told.away = false;
		// Killed with both in hand: another one takes them when the lease is over.
		assertThat(own.unpublished(10).collectList().block(PATIENCE)).hasSize(1);
		assertThat(reminders.unpublished(10).collectList().block(PATIENCE)).hasSize(1);
		assertThat(closings.publish().block(PATIENCE)).isZero();
		assertThat(publishing.publish().block(PATIENCE)).isZero();
		sql(IDLE, "update closing_outbox set taken_until = now() - interval '1 s'");
		sql(IDLE, "update invite_reminder set taken_until = now() - interval '1 s'");
		assertThat(closings.publish().block(PATIENCE)).isOne();
		assertThat(publishing.publish().block(PATIENCE)).isOne();
		assertThat(closings.publish().block(PATIENCE)).isZero();
		assertThat(publishing.publish().block(PATIENCE)).isZero();
		assertThat(ends.sent).hasSize(2).containsOnly(ends.sent.getFirst());
		assertThat(told.sent).hasSize(2).containsOnly(told.sent.getFirst());
	}

	@Test
	void decidesNothingBeforeTheLedgerHasTakenOverWhatWasPublished() {
		sql(IDLE, "delete from closing_adoption");
		project(IDLE, requested(anInvite(this.now.minusSeconds(3600), Duration.ofMinutes(30))));
		Deadlines deadlines = IDLE.context().getBean(Deadlines.class);
		assertThat(deadlines.sweep(10).block(PATIENCE)).isEqualTo(new Deadlines.Sweep(0, 0, 0));
		IDLE.context().getBean(Ledger.class).adoptedAll().block(PATIENCE);
		assertThat(deadlines.sweep(10).block(PATIENCE)).isEqualTo(new Deadlines.Sweep(1, 1, 0));
		assertThat(deadlines.sweep(10).block(PATIENCE)).isEqualTo(new Deadlines.Sweep(0, 0, 0));
		sql(IDLE, "delete from closing_outbox");
	}

	private static List<Invite> invites(int count, Instant requestedAt, Duration ttl) {
		List<Invite> invites = Stream.generate(() -> anInvite(requestedAt, ttl)).limit(count).toList();
		project(invites.stream().map(ExpiryIT::requested).toArray(CloudEvent<?>[]::new));
		return invites;
	}

	private static Invite anInvite(Instant requestedAt, Duration ttl) {
		return anInvite(InviteId.next(), 1, requestedAt, ttl);
	}

	private static Invite anInvite(InviteId id, int generation, Instant requestedAt, Duration ttl) {
		return InviteFixture.anInvite().id(id).generation(generation).requestedAt(requestedAt).ttl(ttl).build();
	}

	private static CloudEvent<InviteRequested> requested(Invite invite) {
		return CloudEvent.once("/test", invite.requestedAt(), new InviteRequested(invite));
	}

	private static CloudEvent<?> accepted(Invite invite, Instant at) {
		return CloudEvent.once("/test", at, new InviteAccepted(invite.inviteId(), invite.generation(), "auth0|grace"));
	}

	private static Projecting projecting() {
		return ONE.context().getBean(Projecting.class);
	}

	private static void project(CloudEvent<?>... events) {
		project(ONE, events);
	}

	private static void project(InviteApi api, CloudEvent<?>... events) {
		api.context().getBean(Projecting.class).project(Arrays.asList(events)).block(PATIENCE);
	}

	private LedgerEntry entry(InviteId id) {
		return this.ledger.find("acme", id).blockOptional(PATIENCE).orElseThrow();
	}

	private <E extends InviteEvent> List<CloudEvent<E>> awaitAll(Topic<E> topic, List<InviteId> ids) {
		return read(topic, TestBroker.shared().await(topic.name(), ids.size(), (record) -> ids.contains(key(record))));
	}

	private static void awaitNothingToPublish() {
		Awaitility.await().atMost(PATIENCE).until(() -> count("select count(*) from closing_outbox") == 0);
	}

	/** All that there is by now. */
	private <E extends InviteEvent> List<CloudEvent<E>> told(Topic<E> topic, List<InviteId> ids) {
		long end = TopicEnd.of(topic);
		return read(topic,
				TestBroker.shared()
					.await(topic.name(), (int) end, (_) -> true)
					.stream()
					.filter((record) -> ids.contains(key(record)))
					.toList());
	}

	/** Other tests leave poison behind. */
	private static InviteId key(ConsumerRecord<byte[], byte[]> record) {
		if (record.key() == null) {
			return NOBODY;
		}
		try {
			return InviteId.parse(new String(record.key(), StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			return NOBODY;
		}
	}

	private <E extends InviteEvent> List<CloudEvent<E>> read(Topic<E> topic,
			List<ConsumerRecord<byte[], byte[]>> records) {
		return records.stream()
			.map((record) -> this.records.read(topic, record))
			.map((decoded) -> ((Decoded.Event<E>) decoded).event())
			.toList();
	}

	private static double expired(InviteApi api) {
		return api.context().getBean(MeterRegistry.class).counter("invite.ledger.expired").count();
	}

	private static void sql(InviteApi api, String statement) {
		api.context().getBean(DatabaseClient.class).sql(statement).then().block(PATIENCE);
	}

	private static long count(String query) {
		return ONE.context()
			.getBean(DatabaseClient.class)
			.sql(query)
			.map((row) -> row.get(0, Long.class))
			.one()
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	/** A topic that is away at times. */
	private static final class Unsteady<E> {

		private final List<E> sent = new ArrayList<>();

		private boolean away;

		Mono<Void> append(List<E> all) {
			this.sent.addAll(all);
			return this.away ? Mono.error(new IllegalStateException("away")) : Mono.empty();
		}

	}

}
