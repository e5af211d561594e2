package dev.missioncontrol.invite.api.live;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LiveFeedsTest {

	private static final String LEDGER = RecordedChanges.LEDGER;

	private static final int PAGE = 3;

	private final RecordedChanges changes = new RecordedChanges();

	private final AtomicLong nanos = new AtomicLong();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final LiveFeeds feeds = new LiveFeeds(this.changes, PAGE, this.meters, this.nanos::get);

	@Test
	void looksForNobody() {
		assertThat(this.feeds.look().block()).isFalse();
		this.feeds.join("acme");
		this.feeds.leave("acme");
		assertThat(this.feeds.look().block()).isFalse();
		assertThat(this.changes.looks).isEmpty();
	}

	@Test
	void looksOnceForAll() {
		CompletableFuture<ChangePage> one = waiting("acme", 0);
		CompletableFuture<ChangePage> other = waiting("acme", 0);
		CompletableFuture<ChangePage> foreign = waiting("globex", 0);
		this.changes.add("acme", 1);
		assertThat(this.feeds.look().block()).isFalse();
		assertThat(one.join().changes()).hasSize(1);
		assertThat(other.join()).isEqualTo(one.join());
		assertThat(foreign).isNotDone();
		assertThat(this.changes.looks).hasSize(1);
		assertThat(this.changes.looks.getFirst()).containsOnlyKeys("acme", "globex");
	}

	@Test
	void handsOutTheLastPageWithoutALook() {
		CompletableFuture<ChangePage> _ = waiting("acme", 0);
		this.changes.add("acme", 1);
		this.feeds.look().block();
		this.changes.end(5);
		this.feeds.look().block();
		assertThat(next("acme", 0).join().changes()).hasSize(1);
		// Seen already, so it waits.
		assertThat(next("acme", 2)).isNotDone();
		assertThat(this.changes.looks).hasSize(2);
	}

	@Test
	void letsWhoeverIsSlowerLookForHimself() {
		CompletableFuture<ChangePage> _ = waiting("acme", 0);
		this.changes.add("acme", 1);
		this.feeds.look().block();
		CompletableFuture<ChangePage> _ = waiting("acme", 2);
		this.changes.add("acme", 2);
		this.feeds.look().block();
		assertThat(next("acme", 0)).isCompletedWithValue(null);
		assertThat(next("acme", 2).join().changes()).hasSize(1);
	}

	@Test
	void tellsNobodyWhatHeHasSeen() {
		CompletableFuture<ChangePage> _ = waiting("acme", 0);
		this.changes.add("acme", 1);
		this.changes.add("acme", 2);
		// Has looked for himself, and further than everybody.
		CompletableFuture<ChangePage> ahead = next("acme", 2);
		this.feeds.look().block();
		assertThat(ahead.join().changes()).hasSize(1);
		assertThat(ahead.join().changes().getFirst().position().transaction()).isEqualTo(2);
	}

	@Test
	void goesOnAtOnceAfterAFullPage() {
		CompletableFuture<ChangePage> reader = waiting("acme", 0);
		for (int i = 0; i < 4; i++) {
			this.changes.add("acme", 1);
		}
		assertThat(this.feeds.look().block()).isTrue();
		CompletableFuture<ChangePage> rest = this.feeds.next("acme", reader.join().end()).toFuture();
		assertThat(this.feeds.look().block()).isFalse();
		assertThat(rest.join().changes()).hasSize(1);
	}

	@Test
	void wakesEverybodyWhenTheLedgerIsAnotherOne() {
		CompletableFuture<ChangePage> reader = waiting("acme", 7);
		this.changes.ledger = "ffffffffffffffff";
		this.feeds.look().block();
		assertThat(reader.join().horizon().ledger()).isEqualTo("ffffffffffffffff");
		assertThat(next("acme", 7)).isCompletedWithValue(null);
	}

	@Test
	void showsForHowLongNothingMovesOn() {
		CompletableFuture<ChangePage> _ = waiting("acme", 0);
		this.changes.end(3);
		this.feeds.look().block();
		this.changes.complete = false;
		this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
		this.feeds.look().block();
		assertThat(lag()).isEqualTo(2);
		this.changes.end(4);
		this.feeds.look().block();
		assertThat(lag()).isZero();
		this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
		this.changes.complete = true;
		this.feeds.look().block();
		assertThat(lag()).isZero();
		this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
		this.feeds.leave("acme");
		assertThat(lag()).isZero();
	}

	@Test
	void showsForHowLongTheOnlyReaderCannotCatchUp() {
		this.feeds.join("acme");
		this.changes.answering = false;
		this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
		assertThatThrownBy(() -> this.feeds.look().block()).hasMessage("no answer");
		assertThat(lag()).isEqualTo(2);
		this.changes.answering = true;
		assertThat(this.feeds.look().block()).isFalse();
		assertThat(lag()).isZero();
		this.changes.complete = false;
		this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
		this.feeds.look().block();
		assertThat(lag()).isEqualTo(3);
	}

	private double lag() {
		return this.meters.get("invite.live.lag").gauge().value();
	}

	private CompletableFuture<ChangePage> waiting(String organization, long transaction) {
		this.feeds.join(organization);
		CompletableFuture<ChangePage> reader = next(organization, transaction);
		assertThat(reader).isNotDone();
		return reader;
	}

	private CompletableFuture<ChangePage> next(String organization, long transaction) {
		return this.feeds.next(organization, ChangePosition.before(LEDGER, transaction)).toFuture();
	}

}
