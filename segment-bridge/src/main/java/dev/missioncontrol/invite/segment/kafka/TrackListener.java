package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;

/**
 * Takes identified invites and holds each back until its track is due: Segment does not
 * keep order, and Intercom answers 404 to an event of a contact that it does not know
 * yet.
 */
class TrackListener {

	static final String ID = "segment-track";

	private final StageRunner<InviteIdentified> stage;

	private final EventRecords records;

	private final Pause pause;

	private final Duration longestWait;

	private final Clock clock;

	/**
	 * Makes the listener.
	 * @param longestWait how long a record may be held back, whatever it says of itself;
	 * well below {@code max.poll.interval.ms}
	 */
	TrackListener(StageRunner<InviteIdentified> stage, EventRecords records, Pause pause, Duration longestWait,
			Clock clock) {
		this.stage = stage;
		this.records = records;
		this.pause = pause;
		this.longestWait = longestWait;
		this.clock = clock;
	}

	@KafkaListener(id = ID, groupId = "segment-bridge-track",
			topics = "#{T(dev.missioncontrol.invite.event.Topics).IDENTIFIED.name()}")
	void onIdentified(List<ConsumerRecord<byte[], byte[]>> batch) {
		List<Scheduled> waiting = schedule(batch);
		while (!waiting.isEmpty()) {
			this.pause.until(waiting.getFirst().dueAt());
			Instant now = this.clock.instant();
			List<Scheduled> due = waiting.stream().filter((each) -> !each.dueAt().isAfter(now)).toList();
			this.stage.run(due.stream().map(Scheduled::record).toList());
			waiting = waiting.subList(due.size(), waiting.size());
		}
	}

	/** The batch by due time; the order of one invite's records stays as it is. */
	private List<Scheduled> schedule(List<ConsumerRecord<byte[], byte[]>> batch) {
		Instant latest = this.clock.instant().plus(this.longestWait);
		List<Scheduled> schedule = new ArrayList<>(batch.size());
		for (ConsumerRecord<byte[], byte[]> record : batch) {
			Instant dueAt = switch (this.records.read(Topics.IDENTIFIED, record)) {
				case Decoded.Event<InviteIdentified>(var event) -> event.data().trackDueAt();
				case Decoded.Unreadable<InviteIdentified> _ -> Instant.MIN;
			};
			schedule.add(new Scheduled(dueAt.isBefore(latest) ? dueAt : latest, record));
		}
		schedule.sort(Comparator.comparing(Scheduled::dueAt));
		return schedule;
	}

	/** A record and when its turn comes. */
	private record Scheduled(Instant dueAt, ConsumerRecord<byte[], byte[]> record) {
	}

}
