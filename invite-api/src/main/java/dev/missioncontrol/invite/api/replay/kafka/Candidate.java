package dev.missioncontrol.invite.api.replay.kafka;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.replay.ReplayResult;
import dev.missioncontrol.invite.api.replay.ReplayWork.Done;
import dev.missioncontrol.invite.api.replay.ReplayWork.Job;
import dev.missioncontrol.invite.api.replay.ReplayWork.Pending;
import dev.missioncontrol.invite.api.replay.ReplayWork.Ready;
import dev.missioncontrol.invite.api.replay.Verdict;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.kafka.Replay;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that was found and understood.
 *
 * @param pending which one
 * @param topic the topic of its stage
 * @param record its bytes
 * @param event what it tells
 * @param own which telling it belongs to: sent again like that, Segment knows it
 */
record Candidate(Pending pending, Topic<?> topic, ConsumerRecord<byte[], byte[]> record, InviteEvent event,
		Telling own) {

	static Candidate of(Pending pending, Topic<?> topic, ConsumerRecord<byte[], byte[]> record, InviteEvent event) {
		Replay headers = Replay.of(record);
		Telling telling = new Telling(headers.number(), headers.at());
		if (event instanceof InviteIdentified identified && identified.replay() > telling.number()) {
			telling = new Telling(identified.replay(), identified.replayedAt());
		}
		return new Candidate(pending, topic, record, event, telling);
	}

	Ready ready(Map<InviteId, LedgerEntry> known) {
		int floor = Verdict.highestNumber(Optional.ofNullable(known.get(this.event.inviteId())),
				this.event.generation());
		return new Ready(this.pending, this.event.inviteId(), this.event.generation(), this.own.number(), floor);
	}

	Done done(ReplayResult result, @Nullable Integer number) {
		return new Done(this.pending, result, this.event.inviteId(), this.event.generation(), number);
	}

	ProducerRecord<byte[], byte[]> again(Job job, int number) {
		Instant at = job.order().force() ? job.createdAt() : this.own.at();
		return new Replay(job.id().toString(), number, (number > 0) ? at : null).of(this.topic, this.record);
	}

	/**
	 * Which telling a record belongs to.
	 *
	 * @param number 0 for the pipeline's own
	 * @param at when it was forced; null when it was not
	 */
	record Telling(int number, @Nullable Instant at) {

	}

}
