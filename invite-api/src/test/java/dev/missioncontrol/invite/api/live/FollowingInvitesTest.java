package dev.missioncontrol.invite.api.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.event.Organization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;

import static org.assertj.core.api.Assertions.assertThat;

class FollowingInvitesTest {

	private static final int READERS = 10;

	private static final int PAGE = 3;

	private static final Caller CALLER = new Caller("auth0|admin", new Organization("acme", "Acme"), Set.of());

	private final RecordedChanges changes = new RecordedChanges();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final LiveFeeds feeds = new LiveFeeds(this.changes, PAGE, this.meters, System::nanoTime);

	private final LiveLimits limits = new LiveLimits(Duration.ofMillis(10), PAGE, 100, Duration.ofHours(1), 100, 100,
			Duration.ofSeconds(1));

	private final FollowingInvites following = new FollowingInvites(this.changes, this.feeds,
			new LiveStreams(this.limits, this.meters), this.limits, Clock.systemUTC());

	/** More at once than a page holds: what each reader did by himself, too, once. */
	@Test
	void looksOnceForAllReadersHoweverMuchHasChanged() {
		Disposable.Composite streams = Disposables.composite();
		List<LiveEvent> told = new CopyOnWriteArrayList<>();
		for (int i = 0; i < READERS; i++) {
			streams.add(this.following.follow(CALLER, Instant.now().plusSeconds(3600), null).subscribe(told::add));
		}
		assertThat(told).hasSize(READERS);
		// Each has looked whether anything came meanwhile.
		assertThat(this.changes.looks).hasSize(READERS);
		for (int i = 0; i < 2 * PAGE + 1; i++) {
			this.changes.add("acme", 1);
		}
		while (Boolean.TRUE.equals(this.feeds.look().block())) {
			assertThat(this.changes.looks).hasSizeLessThanOrEqualTo(READERS + 3);
		}
		assertThat(told).hasSize(READERS * (1 + 2 * PAGE + 1));
		assertThat(this.changes.looks).hasSize(READERS + 3);
		streams.dispose();
	}

}
