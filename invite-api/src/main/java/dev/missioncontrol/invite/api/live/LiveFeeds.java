package dev.missioncontrol.invite.api.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * The newest changes of all organizations that somebody reads, by one look at all of them
 * at a time. Nobody waits for anybody: a reader is handed what is there when he asks for
 * it, and nothing is kept for one who does not. Safe for use by several threads.
 */
public final class LiveFeeds {

	private final Map<String, Feed> feeds = new HashMap<>();

	private final Map<String, Integer> readers = new HashMap<>();

	private final InviteChanges changes;

	private final int page;

	private final LongSupplier nanoTime;

	/** When readers last had all that there was. */
	private long currentAt;

	private long horizon;

	/**
	 * Nobody reads yet.
	 * @param changes where to look
	 * @param page most changes of an organization at once
	 * @param meters where the lag is shown
	 * @param nanoTime a clock that only goes forward, in ns
	 */
	public LiveFeeds(InviteChanges changes, int page, MeterRegistry meters, LongSupplier nanoTime) {
		this.changes = changes;
		this.page = page;
		this.nanoTime = nanoTime;
		this.currentAt = nanoTime.getAsLong();
		Gauge.builder("invite.live.lag", this, LiveFeeds::lag)
			.baseUnit("seconds")
			.description("For how long streams have not moved on, because the database does not answer or because a"
					+ " transaction stays open")
			.register(meters);
	}

	synchronized void join(String organizationId) {
		if (this.readers.isEmpty()) {
			this.currentAt = this.nanoTime.getAsLong();
		}
		this.readers.merge(organizationId, 1, Integer::sum);
	}

	synchronized void leave(String organizationId) {
		if (this.readers.computeIfPresent(organizationId, (_, count) -> (count > 1) ? count - 1 : null) == null) {
			this.feeds.remove(organizationId);
		}
	}

	/**
	 * What comes next, for a reader who has joined and has seen everything up to here.
	 * Gives nothing when he has to look for himself.
	 */
	Mono<ChangePage> next(String organizationId, ChangePosition after) {
		return Mono.create((sink) -> {
			Feed.Waiting reader = new Feed.Waiting(after, sink);
			switch (ask(organizationId, reader)) {
				case Answer.Now(var news) -> sink.success(news);
				case Answer.Look _ -> sink.success();
				// Told by the next look. Of one who has left meanwhile it runs at once.
				case Answer.Wait _ -> sink.onDispose(() -> forget(organizationId, reader));
			}
		});
	}

	private synchronized Answer ask(String organizationId, Feed.Waiting reader) {
		if (!this.readers.containsKey(organizationId)) {
			// He has just left.
			return new Answer.Look();
		}
		Feed feed = this.feeds.computeIfAbsent(organizationId, (_) -> new Feed(reader.after()));
		if (!feed.knows(reader.after())) {
			return new Answer.Look();
		}
		Optional<ChangePage> news = feed.after(reader.after());
		if (news.isPresent()) {
			return new Answer.Now(news.get());
		}
		feed.add(reader);
		return new Answer.Wait();
	}

	private synchronized void forget(String organizationId, Feed.Waiting reader) {
		Feed feed = this.feeds.get(organizationId);
		if (feed != null) {
			feed.remove(reader);
		}
	}

	/**
	 * Looks once, when anybody reads. Also when all of them still catch up by themselves:
	 * whether they could move on is to be known of them, too.
	 * @return whether there is more to be had at once
	 */
	public Mono<Boolean> look() {
		return Mono.fromSupplier(this::positions)
			.flatMap(Mono::justOrEmpty)
			.flatMap((positions) -> this.changes.after(positions, this.page).map((look) -> tell(positions, look)))
			.defaultIfEmpty(false);
	}

	private synchronized Optional<Map<String, ChangePosition>> positions() {
		if (this.readers.isEmpty()) {
			return Optional.empty();
		}
		Map<String, ChangePosition> positions = new HashMap<>();
		this.feeds.forEach((organization, feed) -> positions.put(organization, feed.position()));
		return Optional.of(positions);
	}

	private boolean tell(Map<String, ChangePosition> asked, InviteChanges.Look look) {
		List<Feed.Woken> woken = new ArrayList<>();
		boolean more = false;
		synchronized (this) {
			if (look.complete() || look.horizon().transaction() != this.horizon) {
				this.horizon = look.horizon().transaction();
				this.currentAt = this.nanoTime.getAsLong();
			}
			for (Map.Entry<String, ChangePage> page : look.pages().entrySet()) {
				Feed feed = this.feeds.get(page.getKey());
				// Unless everybody left meanwhile, and others came.
				if (feed != null && feed.position().equals(asked.get(page.getKey()))) {
					woken.addAll(feed.take(page.getValue()));
					more |= page.getValue().full();
				}
			}
		}
		woken.forEach(Feed.Woken::tell);
		return more;
	}

	private synchronized double lag() {
		return this.readers.isEmpty() ? 0
				: (this.nanoTime.getAsLong() - this.currentAt) / (double) TimeUnit.SECONDS.toNanos(1);
	}

	/** What a reader gets who asks for more. */
	private sealed interface Answer {

		/** This. */
		record Now(ChangePage news) implements Answer {
		}

		/** Nothing yet. */
		record Wait() implements Answer {
		}

		/** What he seeks is no longer kept here. */
		record Look() implements Answer {
		}

	}

}
