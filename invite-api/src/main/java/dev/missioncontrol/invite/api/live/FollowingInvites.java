package dev.missioncontrol.invite.api.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.missioncontrol.invite.api.caller.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Tells a caller which invites of the organization change, as they do.
 */
public final class FollowingInvites {

	private final InviteChanges changes;

	private final LiveFeeds feeds;

	private final LiveStreams streams;

	private final LiveLimits limits;

	private final Clock clock;

	/**
	 * Puts the use case together.
	 * @param changes what has changed
	 * @param feeds what changes now
	 * @param streams those that are open
	 * @param limits of streams
	 * @param clock tells when a stream has lasted long enough
	 */
	public FollowingInvites(InviteChanges changes, LiveFeeds feeds, LiveStreams streams, LiveLimits limits,
			Clock clock) {
		this.changes = changes;
		this.feeds = feeds;
		this.streams = streams;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * Follows the invites of the caller's organization. Nothing is read ahead of a slow
	 * reader but a page or two: what changes twice meanwhile is told once.
	 * @param caller who asks
	 * @param until when the caller's token expires
	 * @param after where the caller stands; null for now
	 * @return events without end, but for {@link LiveEvent.Ended}; a
	 * {@code ProblemException} before the first one when there is no place or the
	 * database does not answer
	 */
	public Flux<LiveEvent> follow(Caller caller, Instant until, @Nullable ChangePosition after) {
		String organization = caller.organization().id();
		Flux<LiveEvent> events = Flux.using(() -> {
			this.feeds.join(organization);
			return organization;
		}, (_) -> begin(organization, after).flatMapMany((first) -> from(organization, first)), this.feeds::leave);
		return this.streams.within(organization, untilItEnds(events, until));
	}

	private Flux<LiveEvent> untilItEnds(Flux<LiveEvent> events, Instant until) {
		return Flux.defer(() -> {
			Duration valid = Duration.between(this.clock.instant(), until);
			Mono<LiveEvent.Reason> time = (valid.compareTo(this.limits.longest()) < 0)
					? Mono.delay(valid).thenReturn(LiveEvent.Reason.TOKEN_EXPIRED)
					: Mono.delay(this.limits.longest()).thenReturn(LiveEvent.Reason.LASTED);
			AtomicReference<LiveEvent.Reason> reason = new AtomicReference<>(LiveEvent.Reason.STOPPING);
			return events.takeUntilOther(Mono.firstWithSignal(time, this.streams.stopping()).doOnNext(reason::set))
				.concatWith(Mono.fromSupplier(() -> new LiveEvent.Ended(reason.get())));
		});
	}

	private Mono<LiveEvent> begin(String organization, @Nullable ChangePosition after) {
		return this.changes.now().flatMap((now) -> {
			if (after == null) {
				return Mono.just(new LiveEvent.Ready(now));
			}
			if (!after.isOf(now) || now.isBefore(after)) {
				return Mono.just(new LiveEvent.Reset(now));
			}
			return this.changes.count(organization, after, this.limits.maxBehind() + 1L)
				.map((count) -> (count > this.limits.maxBehind()) ? new LiveEvent.Reset(now)
						: new LiveEvent.Ready(after));
		});
	}

	private Flux<LiveEvent> from(String organization, LiveEvent first) {
		Reader reader = new Reader(organization, switch (first) {
			case LiveEvent.Ready(var position) -> position;
			case LiveEvent.Reset(var position) -> position;
			case LiveEvent.Changed(var change) -> change.position();
			case LiveEvent.Ended _ -> throw new IllegalStateException("nothing follows the end");
		});
		return Flux.concat(Mono.just(first), Mono.defer(reader::next).repeat().concatMap(Flux::fromIterable, 0));
	}

	/** One reader, from one page to the next. */
	private final class Reader {

		private final String organization;

		private volatile ChangePosition position;

		/** Whether all that there was is read. */
		private volatile boolean current;

		Reader(String organization, ChangePosition position) {
			this.organization = organization;
			this.position = position;
		}

		Mono<Iterable<LiveEvent>> next() {
			Mono<Iterable<LiveEvent>> own = Mono.defer(this::look).map((page) -> take(page, !page.full()));
			if (!this.current) {
				return own;
			}
			// What follows a full page of the feed comes from the feed, too: many readers
			// must not look for the same.
			return FollowingInvites.this.feeds.next(this.organization, this.position)
				.map((page) -> take(page, true))
				.switchIfEmpty(own);
		}

		/** A stream outlives an outage of the database. */
		private Mono<ChangePage> look() {
			return FollowingInvites.this.changes
				.after(Map.of(this.organization, this.position), FollowingInvites.this.limits.page())
				.mapNotNull((look) -> look.pages().get(this.organization))
				.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, FollowingInvites.this.limits.pollInterval()));
		}

		private Iterable<LiveEvent> take(ChangePage page, boolean upToDate) {
			this.current = upToDate;
			if (!page.horizon().isOf(this.position)) {
				this.position = page.horizon();
				this.current = true;
				return List.of(new LiveEvent.Reset(page.horizon()));
			}
			this.position = page.end();
			return page.changes().stream().<LiveEvent>map(LiveEvent.Changed::new).toList();
		}

	}

}
