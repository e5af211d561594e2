package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.api.ledger.InviteView;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.ledger.Milestone;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.api.reconcile.ReconcileTurns;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What Auth0 knows and the ledger has missed. Reads no topic: the tests tell the ledger
 * what they want it to know.
 */
class ReconcileIT {

	private static final TenantStandIn TENANT = new TenantStandIn();

	private static final InviteApi API = InviteApi.start(TestPostgres.newDatabase(),
			"--spring.kafka.listener.auto-startup=false", "--invite.ledger.closed.publish-interval=100ms",
			"--invite.auth0.domain=" + TENANT.domain(), "--invite.auth0.client-id=" + TenantStandIn.CLIENT_ID,
			"--invite.auth0.client-secret=" + TenantStandIn.CLIENT_SECRET, "--invite.reconcile.interval=50ms",
			"--invite.reconcile.poll-interval=50ms", "--invite.reconcile.retry-after=50ms",
			"--invite.reconcile.settle=0s", "--invite.reconcile.page-size=2", "--invite.reconcile.page-pause=0s");

	private final Ledger ledger = API.context().getBean(Ledger.class);

	private final Told told = Told.anInvite();

	private final Instant changedAt = this.told.start().minusSeconds(1).truncatedTo(ChronoUnit.MILLIS).plusMillis(7);

	@AfterAll
	static void stop() {
		API.close();
		TENANT.close();
	}

	@Test
	void marksAcceptedWhatAuth0SaysHasSignedUpAndTellsTheGateways() {
		project(this.told.requested());
		TENANT.signedUp("auth0|grace", id(), "acme", this.changedAt);
		awaitEnd(InviteClosed.Reason.ACCEPTED, "auth0|grace");
		assertThat(entry().closing()).map(InviteClosed::at).contains(this.changedAt);
		TestBroker.shared()
			.await(Topics.CLOSED.name(), 1, (record) -> new String(record.key(), StandardCharsets.UTF_8).equals(id()));
	}

	@Test
	void recordsWhoCameInAfterARevocationAndLetsTheRevocationStand() {
		project(this.told.requested(), this.told.revokeRequested(1));
		TENANT.signedUp("auth0|late", id(), "acme", this.changedAt);
		Awaitility.await()
			.until(() -> entry().milestones()
				.stream()
				.anyMatch((milestone) -> milestone.key().milestone() == Milestone.ACCEPTED));
		assertThat(entry().closing()).map(InviteClosed::reason).contains(InviteClosed.Reason.REVOKED);
		assertThat(InviteView.of(entry(), Instant.now()).timeline())
			.anySatisfy(
					(step) -> assertThat(step.milestone() + " " + step.detail()).isEqualTo("CLAIM_REJECTED revoked"))
			.noneMatch((step) -> step.milestone() == Milestone.ACCEPTED);
	}

	@Test
	void keepsTheFirstOfTwoAccounts() {
		project(this.told.requested(), this.told.accepted(1, "auth0|first"));
		double conflicts = found("conflict");
		TENANT.signedUp("auth0|first", id(), "acme", this.changedAt);
		TENANT.signedUp("google|second", id(), "acme", this.changedAt.plusMillis(1));
		Awaitility.await().until(() -> found("conflict") > conflicts);
		assertThat(entry().closing()).map(InviteClosed::by).contains("auth0|first");
	}

	@Test
	void waitsForInvitesThatTheLedgerHasNotHeardOfYet() {
		double unknown = found("unknown");
		TENANT.signedUp("auth0|early", id(), "acme", this.changedAt.minus(Duration.ofMinutes(40)));
		Told other = Told.anInvite();
		project(other.requested());
		TENANT.signedUp("auth0|other", other.id().toString(), "acme", this.changedAt);
		// The first round reads both, and the second begins long before the later one.
		API.context().getBean(DatabaseClient.class).sql("delete from reconciliation").then().block();
		Awaitility.await().until(() -> found("unknown") > unknown + 1);
		project(this.told.requested());
		awaitEnd(InviteClosed.Reason.ACCEPTED, "auth0|early");
		assertThat(entry(other).closing()).map(InviteClosed::by).contains("auth0|other");
	}

	@Test
	void readsAllPagesAlsoWhenManyChangeAtTheSameMoment() {
		List<Told> all = IntStream.range(0, 9).mapToObj((_) -> Told.anInvite()).toList();
		for (int i = 0; i < all.size(); i++) {
			project(all.get(i).requested());
			TENANT.signedUp("auth0|" + i, all.get(i).id().toString(), "acme",
					(i < 7) ? this.changedAt : this.changedAt.plusMillis(i));
		}
		Awaitility.await()
			.untilAsserted(() -> assertThat(all)
				.allSatisfy((each) -> assertThat(entry(each).closing()).map(InviteClosed::reason)
					.contains(InviteClosed.Reason.ACCEPTED)));
	}

	@Test
	void believesNoAccountOfAnotherOrganizationAndSkipsThoseWithoutAnInvite() {
		project(this.told.requested());
		double foreign = found("foreign");
		TENANT.user("auth0|manual", this.changedAt, Map.of("signed_up", true, "organization", "acme"));
		TENANT.user("auth0|odd", this.changedAt,
				Map.of("signed_up", true, "organization", "acme", "invite_id", "not an id"));
		TENANT.signedUp("auth0|eve", id(), "evil", this.changedAt);
		Awaitility.await().until(() -> found("foreign") > foreign);
		assertThat(entry().closing()).isEmpty();
	}

	@Test
	void comesAgainWhenAuth0Says() {
		Instant start = Instant.now();
		TENANT.refuseOnce(429, "Retry-After", "1");
		project(this.told.requested());
		TENANT.signedUp("auth0|grace", id(), "acme", this.changedAt);
		awaitEnd(InviteClosed.Reason.ACCEPTED, "auth0|grace");
		assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(800));
	}

	@Test
	void goesOnAfterARoundThatFailed() {
		double failed = rounds("failed");
		TENANT.refuseOnce(403, "X-Any", "read:users is missing");
		Awaitility.await().until(() -> rounds("failed") > failed);
		double done = rounds("done");
		Awaitility.await().until(() -> rounds("done") > done);
	}

	@Test
	void oneInstanceAtATimeHasTheTurn() {
		ReconcileTurns turns = API.context().getBean(ReconcileTurns.class);
		ReconcileTurns.Turn mine = Awaitility.await()
			.until(() -> turns.take(UUID.randomUUID(), Duration.ofHours(1)).blockOptional(), (turn) -> turn.isPresent())
			.orElseThrow();
		assertThat(turns.take(UUID.randomUUID(), Duration.ofHours(1)).blockOptional()).isEmpty();
		int asked = TENANT.questions().size();
		double done = rounds("done");
		turns.keep(mine, Instant.now().minus(Duration.ofDays(1))).block();
		assertThatThrownBy(
				() -> turns.keep(new ReconcileTurns.Turn(UUID.randomUUID(), mine.changedSince(), false), Instant.now())
					.block())
			.isInstanceOf(ReconcileTurns.TurnLostException.class);
		assertThat(TENANT.questions()).hasSize(asked);
		assertThat(rounds("done")).isEqualTo(done);
		turns.giveBack(mine, Duration.ZERO).block();
		Awaitility.await().until(() -> rounds("done") > done);
	}

	@Test
	void isOffWithoutCredentials() {
		assertThat(InviteApi.shared().context().getBean(MeterRegistry.class).find("invite.reconcile.rounds").counter())
			.isNull();
	}

	private String id() {
		return this.told.id().toString();
	}

	private LedgerEntry entry() {
		return entry(this.told);
	}

	private LedgerEntry entry(Told told) {
		LedgerEntry entry = this.ledger.find(List.of(told.id())).blockFirst();
		assertThat(entry).isNotNull();
		return entry;
	}

	private void awaitEnd(InviteClosed.Reason reason, String by) {
		Awaitility.await().untilAsserted(() -> {
			assertThat(entry().closing()).map(InviteClosed::reason).contains(reason);
			assertThat(entry().closing()).map(InviteClosed::by).contains(by);
		});
	}

	private static void project(CloudEvent<?>... events) {
		API.context().getBean(Projecting.class).project(new ArrayList<>(List.of(events))).block();
	}

	private static double found(String finding) {
		return count("invite.reconcile.sign.ups", "finding", finding);
	}

	private static double rounds(String result) {
		return count("invite.reconcile.rounds", "result", result);
	}

	private static double count(String meter, String tag, String value) {
		var counter = API.context().getBean(MeterRegistry.class).find(meter).tag(tag, value).counter();
		return (counter != null) ? counter.count() : 0;
	}

}
