package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.segment.delivery.Outage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;

/**
 * Takes identified invites and holds each back until its track is due: Segment does not
 * keep order, and Intercom answers 404 to an event of a contact that it does not know
 * yet.
 */
class TrackListener {

	static final String ID = "segment-track";

	/** So that what becomes due one by one goes out together. */
	private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

	private final StageRunner<InviteIdentified> stage;

	private final Progress progress;

	private final Settling settling;

	private final Outage outage;

	private final Duration longestWait;

	private final Clock clock;

	/**
	 * Makes the listener.
	 * @param longestWait how long after its own time a record may be held back, whatever
	 * it says of itself
	 */
	TrackListener(StageRunner<InviteIdentified> stage, Progress progress, Settling settling, Outage outage,
			Duration longestWait, Clock clock) {
		this.stage = stage;
		this.progress = progress;
		this.settling = settling;
		this.outage = outage;
		this.longestWait = longestWait;
		this.clock = clock;
	}

	@KafkaListener(id = ID, groupId = "segment-bridge-track",
			topics = { "#{T(dev.missioncontrol.invite.event.Topics).IDENTIFIED.name()}",
					"#{T(dev.missioncontrol.invite.event.Topics).IDENTIFIED.replays()}" })
	void onIdentified(List<ConsumerRecord<byte[], byte[]>> batch, Consumer<?, ?> consumer) {
		Instant now = this.clock.instant();
		List<Scheduled> open = this.stage.read(batch).stream().map((each) -> new Scheduled(dueAt(each), each)).toList();
		this.stage.run(open.stream().filter((each) -> !each.dueAt().isAfter(now)).map(Scheduled::read).toList());
		this.settling.settle(ID, batch, this.progress, consumer, () -> untilNext(open, now));
	}

	private Instant dueAt(ReadRecord<InviteIdentified> each) {
		Instant latest = Instant.ofEpochMilli(each.record().timestamp()).plus(this.longestWait);
		return switch (each.content()) {
			case Decoded.Event<InviteIdentified>(var event) when event.data().trackDueAt().isBefore(latest) ->
				event.data().trackDueAt();
			case Decoded.Event<InviteIdentified> _ -> latest;
			case Decoded.Unreadable<InviteIdentified> _ -> Instant.MIN;
		};
	}

	/** Until Segment may be back; or until the next one is due, when all went well. */
	private Duration untilNext(List<Scheduled> open, Instant now) {
		boolean postponed = open.stream()
			.anyMatch((each) -> !each.dueAt().isAfter(now) && !this.progress.isDone(each.read().record()));
		if (postponed) {
			return this.outage.rest();
		}
		Duration wait = open.stream()
			.map(Scheduled::dueAt)
			.filter((dueAt) -> dueAt.isAfter(now))
			.min(Instant::compareTo)
			.map((dueAt) -> Duration.between(this.clock.instant(), dueAt))
			.orElse(Duration.ZERO);
		return (wait.compareTo(SHORTEST_WAIT) > 0) ? wait : SHORTEST_WAIT;
	}

	/** A record and when its turn comes. */
	private record Scheduled(Instant dueAt, ReadRecord<InviteIdentified> read) {
	}

}
