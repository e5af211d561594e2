package dev.missioncontrol.invite.api.live.web;

import java.time.Duration;

import dev.missioncontrol.invite.api.live.LiveFeeds;
import dev.missioncontrol.invite.api.live.LiveStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Looks for changes again and again, and ends all streams when the service stops: before
 * the server waits for what is in progress, for they would never come to an end.
 */
final class LiveRunner implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(LiveRunner.class);

	private final LiveFeeds feeds;

	private final LiveStreams streams;

	private final Duration interval;

	private volatile @Nullable Disposable looking;

	/** Whether the last look failed. To be used by one look at a time only. */
	private boolean failed;

	LiveRunner(LiveFeeds feeds, LiveStreams streams, Duration interval) {
		this.feeds = feeds;
		this.streams = streams;
		this.interval = interval;
	}

	@Override
	public void start() {
		this.looking = Mono.defer(this.feeds::look)
			.doOnNext((_) -> this.failed = false)
			.onErrorResume(this::later)
			.flatMap((more) -> more ? Mono.just(more) : Mono.delay(this.interval).thenReturn(more))
			.repeat()
			.subscribe();
	}

	/** Once, not with every look. */
	private Mono<Boolean> later(Throwable failure) {
		if (!this.failed) {
			Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
			logger.warn("Streams are told of changes later: {}", cause.toString());
		}
		this.failed = true;
		return Mono.just(false);
	}

	@Override
	public void stop() {
		this.streams.stop();
		Disposable running = this.looking;
		if (running != null) {
			running.dispose();
		}
		this.looking = null;
	}

	@Override
	public boolean isRunning() {
		return this.looking != null;
	}

	@Override
	public int getPhase() {
		// What is higher stops earlier.
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

}
