package dev.missioncontrol.invite.api.replay.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.missioncontrol.invite.api.deadletter.DeadLetterId;
import dev.missioncontrol.invite.api.deadletter.Stage;
import dev.missioncontrol.invite.api.replay.ReplayResult;
import dev.missioncontrol.invite.api.replay.ReplayWork.Done;
import dev.missioncontrol.invite.api.replay.ReplayWork.Pending;
import dev.missioncontrol.invite.api.replay.ReplayWork.Place;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds the records of a batch on Kafka and reads them. Blocks.
 */
final class CandidateReader implements AutoCloseable {

	private final EventRecords events = new EventRecords();

	private final RecordFetcher fetcher;

	CandidateReader(RecordFetcher fetcher) {
		this.fetcher = fetcher;
	}

	/**
	 * Reads records.
	 * @param pending which ones
	 * @param results takes those that cannot be sent, and why
	 * @return the others
	 */
	List<Candidate> read(List<Pending> pending, Collection<Done> results) {
		List<Pending> wanted = new ArrayList<>();
		for (Pending each : pending) {
			if (each.ofLedger() || topic(each.place(), each.isLetter()).isEmpty()) {
				results.add(new Done(each, ReplayResult.NOT_REPLAYABLE, null, null, null));
			}
			else {
				wanted.add(each);
			}
		}
		Map<Place, ConsumerRecord<byte[], byte[]>> records = this.fetcher
			.fetch(wanted.stream().map(Pending::place).toList());
		List<Candidate> candidates = new ArrayList<>();
		for (Pending each : wanted) {
			ConsumerRecord<byte[], byte[]> record = records.get(each.place());
			if (record == null) {
				results.add(new Done(each, ReplayResult.GONE, null, null, null));
			}
			else {
				read(each, topic(each.place(), each.isLetter()).orElseThrow(), record).ifPresentOrElse(candidates::add,
						() -> results.add(new Done(each, ReplayResult.UNREADABLE, null, null, null)));
			}
		}
		return candidates;
	}

	private <E extends InviteEvent> Optional<Candidate> read(Pending pending, Topic<E> topic,
			ConsumerRecord<byte[], byte[]> record) {
		return (this.events.read(topic, record) instanceof Decoded.Event(var event))
				? Optional.of(Candidate.of(pending, topic, record, event.data())) : Optional.empty();
	}

	/** The topic of the stage that a record goes through; empty for the ledger's. */
	private static Optional<Topic<?>> topic(Place place, boolean letter) {
		if (letter) {
			return Stage.of(DeadLetterId.of(place.topic(), place.partition(), place.offset()).topic()).topic();
		}
		return Topics.replayable()
			.stream()
			.<Topic<?>>map(Function.identity())
			.filter((topic) -> topic.name().equals(place.topic()))
			.findAny();
	}

	@Override
	public void close() {
		this.fetcher.close();
	}

}
