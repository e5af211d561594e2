package dev.missioncontrol.invite.api.live;

import java.util.HashMap;
import java.util.Map;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The streams that are open on this instance: no more than so many, and none any longer
 * once it stops. Safe for use by several threads.
 */
public final class LiveStreams {

	private final Map<String, Integer> open = new HashMap<>();

	private final Sinks.Empty<Void> stopping = Sinks.empty();

	private final LiveLimits limits;

	private final MeterRegistry meters;

	private int total;

	private boolean stopped;

	/**
	 * None yet.
	 * @param limits how many there may be
	 * @param meters where they are counted
	 */
	public LiveStreams(LiveLimits limits, MeterRegistry meters) {
		this.limits = limits;
		this.meters = meters;
		Gauge.builder("invite.live.streams", this, LiveStreams::total)
			.description("Streams of invites that are open")
			.register(meters);
	}

	/** A stream that has a place while it lasts, or fails with a problem. */
	Flux<LiveEvent> within(String organizationId, Flux<LiveEvent> stream) {
		return Flux.using(() -> take(organizationId), (_) -> stream.doOnNext(this::count), this::giveBack);
	}

	private synchronized String take(String organizationId) {
		if (this.stopped) {
			throw new ProblemException(Problem.passing(ProblemCode.OVERLOADED,
					"This instance stops; another one takes the stream.", this.limits.retryAfter()));
		}
		if (this.total >= this.limits.maxStreams()) {
			throw new ProblemException(Problem.passing(ProblemCode.OVERLOADED,
					"This instance has no place for another stream.", this.limits.retryAfter()));
		}
		if (this.open.getOrDefault(organizationId, 0) >= this.limits.maxPerOrganization()) {
			throw new ProblemException(Problem.passing(ProblemCode.TOO_MANY_STREAMS,
					"Your organization has as many streams open as it may; close one.", this.limits.retryAfter()));
		}
		this.total++;
		this.open.merge(organizationId, 1, Integer::sum);
		return organizationId;
	}

	private synchronized void giveBack(String organizationId) {
		this.total--;
		this.open.computeIfPresent(organizationId, (_, count) -> (count > 1) ? count - 1 : null);
	}

	private synchronized int total() {
		return this.total;
	}

	private void count(LiveEvent event) {
		switch (event) {
			case LiveEvent.Ready _ -> count("ready");
			case LiveEvent.Changed _ -> count("invite");
			case LiveEvent.Reset _ -> count("reset");
			case LiveEvent.Ended(var reason) ->
				this.meters.counter("invite.live.ended", "reason", reason.wireName()).increment();
		}
	}

	private void count(String event) {
		this.meters.counter("invite.live.events", "event", event).increment();
	}

	/** Comes when this instance stops. */
	Mono<LiveEvent.Reason> stopping() {
		return this.stopping.asMono().thenReturn(LiveEvent.Reason.STOPPING);
	}

	/**
	 * Ends all streams, and lets no other one begin.
	 */
	public void stop() {
		synchronized (this) {
			this.stopped = true;
		}
		this.stopping.tryEmitEmpty();
	}

}
