package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.ledger.InviteMilestone;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import dev.missioncontrol.invite.event.InviteId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Projecting on real PostgreSQL, without Kafka.
 */
@Tag("container")
class LedgerIT {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final InviteApi API = InviteApi.quiet();

	private final Ledger ledger = API.context().getBean(Ledger.class);

	private final Projecting projecting = API.context().getBean(Projecting.class);

	private final Instant start = Told.anInvite().start();

	@Test
	void givesTheSameRowsInEveryOrder() {
		Function<Told, List<CloudEvent<?>>> story = (told) -> List.of(told.requested(), told.signed(1),
				told.identified(1), told.delivered(1), told.opened(1, false), told.accepted(1, "auth0|grace"));
		List<List<Integer>> orders = permutations(6);
		assertThat(orders).hasSize(720);
		List<String> outcomes = Flux.fromIterable(orders).flatMap((order) -> {
			Told told = new Told(InviteId.next(), this.start);
			List<CloudEvent<?>> events = story.apply(told);
			return Flux.fromIterable(order)
				.concatMap((index) -> this.projecting.project(List.of(events.get(index))))
				.then(outcome(told));
		}, 8).collectList().block(PATIENCE);
		assertThat(outcomes).hasSize(720).containsOnly(outcomes.getFirst());
		assertThat(outcomes.getFirst()).contains("reason=ACCEPTED").contains("OPENED").contains("SIGNED");
	}

	@Test
	void givesTheSameRowsForShufflesWithRepetitions() {
		List<String> outcomes = Flux.range(0, 300).flatMap((seed) -> {
			Told told = new Told(InviteId.next(), this.start);
			return shuffledBatches(told, new Random(seed)).concatMap(this.projecting::project).then(outcome(told));
		}, 8).collectList().block(PATIENCE);
		assertThat(outcomes).hasSize(300).containsOnly(outcomes.getFirst());
		assertThat(outcomes.getFirst()).startsWith("grace.h@example.com").contains("reason=ACCEPTED");
	}

	/** Every event one to three times, in any order, cut into batches of any size. */
	private static Flux<List<CloudEvent<?>>> shuffledBatches(Told told, Random random) {
		List<CloudEvent<?>> events = new ArrayList<>();
		Stream
			.<CloudEvent<?>>of(told.requested(), told.signed(1), told.identified(1), told.failed(1),
					told.opened(1, true), told.opened(1, false), told.rejected(1), told.resendRequested(),
					told.signed(2), told.identified(2), told.delivered(2), told.opened(2, false),
					told.at(5000, told.opened(2, false).data()), told.at(1031, told.opened(2, false).data()),
					told.accepted(2, "auth0|grace"))
			.forEach((event) -> events.addAll(Collections.nCopies(1 + random.nextInt(3), event)));
		Collections.shuffle(events, random);
		List<List<CloudEvent<?>>> batches = new ArrayList<>();
		for (int from = 0; from < events.size();) {
			int to = Math.min(events.size(), from + 1 + random.nextInt(6));
			batches.add(List.copyOf(events.subList(from, to)));
			from = to;
		}
		return Flux.fromIterable(batches);
	}

	@Test
	void keepsTheFirstAcceptance() {
		Told told = Told.anInvite();
		project(told.requested(), told.accepted(1, "auth0|first"));
		project(told.accepted(1, "auth0|second"), told.revokeRequested(60));
		assertThat(entry(told).closing()).map(InviteClosed::by).contains("auth0|first");
		assertThat(entry(told).closing()).map(InviteClosed::reason).contains(InviteClosed.Reason.ACCEPTED);
	}

	@Test
	void keepsADecisionWhenEverythingComesAgain() {
		Told told = Told.anInvite();
		List<CloudEvent<?>> events = List.of(told.requested(), told.revokeRequested(10),
				told.accepted(1, "auth0|late"));
		project(events);
		LedgerEntry before = entry(told);
		project(events.reversed());
		assertThat(entry(told).closing()).isEqualTo(before.closing());
		assertThat(before.closing()).map(InviteClosed::reason).contains(InviteClosed.Reason.REVOKED);
	}

	@Test
	void adoptsWhatWasPublishedBefore() {
		Told told = Told.anInvite();
		InviteClosed earlier = new InviteClosed(told.id(), InviteClosed.Reason.REVOKED, told.start(), 1, "auth0|admin");
		project(told.requested(), told.accepted(1, "auth0|grace"));
		project(told.at(0, earlier));
		assertThat(entry(told).closing()).contains(earlier);
	}

	@Test
	void isNotReopenedByAnExpiry() {
		Told told = Told.anInvite();
		InviteClosed expired = new InviteClosed(told.id(), InviteClosed.Reason.EXPIRED, told.start(), 1, null);
		project(told.requested(), told.at(0, expired), told.accepted(1, "auth0|grace"));
		project(told.at(0, expired));
		assertThat(entry(told).closing()).map(InviteClosed::reason).contains(InviteClosed.Reason.ACCEPTED);
	}

	@Test
	void keepsTheNewestSupersededGenerationInEveryOrder() {
		Function<Told, List<CloudEvent<?>>> story = (told) -> List.of(told.requested(), told.resendRequested(),
				told.at(2000, new InviteResendRequested(told.invite(3), true)),
				told.at(1500, new InviteClosed(told.id(), InviteClosed.Reason.EXPIRED, told.start(), 1, null)),
				told.at(1500, new InviteClosed(told.id(), InviteClosed.Reason.EXPIRED, told.start(), 2, null)));
		List<String> outcomes = Flux.fromIterable(permutations(5)).flatMap((order) -> {
			Told told = new Told(InviteId.next(), this.start);
			List<CloudEvent<?>> events = story.apply(told);
			return Flux.fromIterable(order)
				.concatMap((index) -> this.projecting.project(List.of(events.get(index))))
				.then(outcome(told));
		}, 8).collectList().block(PATIENCE);
		assertThat(outcomes).hasSize(120).containsOnly(outcomes.getFirst());
		assertThat(outcomes.getFirst()).contains("reason=SUPERSEDED", "generation=2, by=auth0|admin");
	}

	@Test
	void acceptsByAnEarlierLinkInEveryOrder() {
		Told before = Told.anInvite();
		project(before.requested(), before.accepted(1, "auth0|grace"));
		project(before.resendRequested());
		Told after = Told.anInvite();
		project(after.requested(), after.resendRequested());
		project(after.accepted(1, "auth0|grace"));
		Told together = Told.anInvite();
		project(together.requested(), together.resendRequested(), together.accepted(1, "auth0|grace"));
		assertThat(List.of(before, after, together)).allSatisfy((told) -> assertThat(entry(told).closing())
			.hasValueSatisfying((closed) -> assertThat(closed.reason()).isEqualTo(InviteClosed.Reason.ACCEPTED)));
	}

	@Test
	void publishesAgainWhatAnotherInstanceOvertook() {
		Told told = Told.anInvite();
		project(told.requested(), told.resendRequested());
		InviteClosed superseded = entry(told).closing().orElseThrow();
		project(told.accepted(2, "auth0|grace"));
		InviteClosed accepted = entry(told).closing().orElseThrow();
		this.ledger.published(List.of(accepted)).block(PATIENCE);
		assertThat(unpublished()).doesNotContain(accepted);
		this.ledger.published(List.of(superseded)).block(PATIENCE);
		assertThat(unpublished()).contains(accepted);
	}

	private List<InviteClosed> unpublished() {
		return this.ledger.unpublished(Integer.MAX_VALUE).collectList().block(PATIENCE);
	}

	@Test
	void decidesOnceAmongManyAtOnce() {
		Told told = Told.anInvite();
		project(told.requested());
		Flux.range(0, 50)
			.flatMap((i) -> this.projecting.project(List.of(told.accepted(1, "auth0|" + i), told.signed(1))), 50)
			.blockLast(PATIENCE);
		long decided = entry(told).milestones()
			.stream()
			.map(InviteMilestone::key)
			.filter((key) -> entry(told).closing().filter((closed) -> key.detail().equals(closed.by())).isPresent())
			.count();
		assertThat(decided).isEqualTo(1);
	}

	@Test
	void doesNotDeadlockOnOverlappingBatches() {
		List<Told> many = Stream.generate(Told::anInvite).limit(200).toList();
		Flux.range(0, 40).flatMap((seed) -> {
			List<CloudEvent<?>> batch = new ArrayList<>();
			many.forEach((told) -> batch.addAll(List.of(told.signed(1), told.accepted(1, "auth0|" + seed))));
			Collections.shuffle(batch, new Random(seed));
			return this.projecting.project(batch);
		}, 10).blockLast(PATIENCE);
		many.forEach((told) -> assertThat(entry(told).closing()).isPresent());
	}

	@Test
	void setsApartWhatPostgresCannotHold() {
		Told good = Told.anInvite();
		Told other = Told.anInvite();
		CloudEvent<?> bad = new CloudEvent<>("1", "/test", Instant.MAX, good.accepted(1, "nul\0nul").data());
		Projecting.Result result = this.projecting.project(List.of(good.requested(), bad, other.requested()))
			.block(PATIENCE);
		assertThat(result.unstorable()).isEqualTo(List.of(bad));
		assertThat(entry(good).invite()).isEqualTo(good.invite(1));
		assertThat(entry(other).invite()).isEqualTo(other.invite(1));
	}

	@Test
	void givesBackWhatWasRecorded() {
		Told told = Told.anInvite();
		project(told.requested());
		assertThat(entry(told).invite()).isEqualTo(told.invite(1));
		assertThat(this.ledger.find("other", told.id()).blockOptional(PATIENCE)).isEmpty();
	}

	private void project(CloudEvent<?>... events) {
		project(List.of(events));
	}

	private void project(List<CloudEvent<?>> events) {
		assertThat(this.projecting.project(events).block(PATIENCE).unstorable()).isEmpty();
	}

	private LedgerEntry entry(Told told) {
		return this.ledger.find("acme", told.id()).blockOptional(PATIENCE).orElseThrow();
	}

	private Mono<String> outcome(Told told) {
		return this.ledger.find("acme", told.id())
			.map((entry) -> entry.invite().email().value() + entry.invite() + entry.requestedAt() + entry.closing()
					+ entry.milestones().stream().map(Object::toString).sorted().toList())
			.map((text) -> text.replace(told.id().toString(), "id"))
			.single();
	}

	private static List<List<Integer>> permutations(int size) {
		if (size == 0) {
			return List.of(List.of());
		}
		return permutations(size - 1).stream().flatMap((shorter) -> IntStream.range(0, size).mapToObj((place) -> {
			List<Integer> longer = new ArrayList<>(shorter);
			longer.add(place, size - 1);
			return longer;
		})).toList();
	}

}
