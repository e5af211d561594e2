package dev.missioncontrol.invite.api.replay;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The jobs from the side of those who carry them out. One at a time holds a job, by a
 * lease; whoever lost it gets a {@link LeaseLostException} from every act but
 * {@link #claim}.
 */
public interface ReplayWork {

	/**
	 * Takes a job that nobody holds.
	 * @param owner who takes it
	 * @return the job as far as it is; empty when there is none
	 */
	Mono<Job> claim(UUID owner);

	/**
	 * Plans all records of a selection of dead letters.
	 * @param job which job; its state becomes running
	 * @return completes when all of it is planned
	 */
	Mono<Void> planLetters(Job job);

	/**
	 * How far a range is planned.
	 * @param job which job
	 * @return by partition; empty when it was not begun
	 */
	Mono<Map<Integer, Span>> spans(Job job);

	/**
	 * Plans a part of a range, and how far it is then.
	 * @param job which job
	 * @param places where the records lie, in their order
	 * @param spans how far it is
	 * @return whether an operator wants the job to stop
	 */
	Mono<Boolean> planPart(Job job, List<Place> places, Map<Integer, Span> spans);

	/**
	 * Ends the planning of a range.
	 * @param job which job; its state becomes running
	 * @return completes when it is recorded
	 */
	Mono<Void> planned(Job job);

	/**
	 * The next records without a result.
	 * @param job which job
	 * @param limit the most to give
	 * @return in their order
	 */
	Flux<Pending> next(Job job, int limit);

	/**
	 * Gets records ready to be sent: takes dead letters in hand, and for a forced job
	 * gives out numbers, which a record keeps however often it is sent.
	 * @param job which job
	 * @param ready what is to be sent
	 * @return by sequence number of the record: the number to send it with; none when
	 * another job was faster
	 */
	Mono<Map<Long, Integer>> prepare(Job job, List<Ready> ready);

	/**
	 * Records results.
	 * @param job which job
	 * @param results what came of which record
	 * @return whether an operator wants the job to stop
	 */
	Mono<Boolean> done(Job job, Collection<Done> results);

	/**
	 * Ends a job. Dead letters that it has in hand and did not send are open again.
	 * @param job which job
	 * @param state how it ended
	 * @return completes when it is recorded
	 */
	Mono<Void> finish(Job job, ReplayState state);

	/**
	 * Gives a job back for others to go on with.
	 * @param job which job
	 * @return completes when it is recorded
	 */
	Mono<Void> release(Job job);

	/**
	 * A job that somebody holds.
	 *
	 * @param id its id
	 * @param owner who holds it
	 * @param state how far it is
	 * @param order what to do
	 * @param createdAt when it was asked for; the time of forced replays
	 * @param cancelRequested whether an operator wants it to stop
	 */
	record Job(UUID id, UUID owner, ReplayState state, ReplayOrder order, Instant createdAt, boolean cancelRequested) {

	}

	/**
	 * Where bytes lie.
	 *
	 * @param topic name of the topic
	 * @param partition partition there
	 * @param offset offset there
	 */
	record Place(String topic, int partition, long offset) {

	}

	/**
	 * Part of a partition.
	 *
	 * @param next offset that is to be read next
	 * @param end first offset that is not part of it
	 */
	record Span(long next, long end) {

	}

	/**
	 * A record without a result.
	 *
	 * @param seq its place in the job
	 * @param place where its bytes lie
	 * @param ofLedger whether it is a dead letter of the ledger
	 * @param number what a forced replay gave it before; null when none did
	 * @param earlier what other jobs did with it
	 */
	record Pending(long seq, Place place, boolean ofLedger, @Nullable Integer number, Verdict.Earlier earlier) {

		/**
		 * Whether it is a dead letter.
		 * @return false for a record of a stage's topic
		 */
		public boolean isLetter() {
			return this.place.topic().endsWith(".dlt");
		}

	}

	/**
	 * A record that is to be sent.
	 *
	 * @param pending which one
	 * @param inviteId whom it is about
	 * @param generation of the invite
	 * @param number what it is sent with when it is not forced
	 * @param floor highest number that anything was told with
	 */
	record Ready(Pending pending, InviteId inviteId, int generation, int number, int floor) {

	}

	/**
	 * What came of a record.
	 *
	 * @param pending which one
	 * @param result what came of it
	 * @param inviteId whom it is about; null when it cannot be read
	 * @param generation of the invite; null likewise
	 * @param number what it was sent with; null when it was not
	 */
	record Done(Pending pending, ReplayResult result, @Nullable InviteId inviteId, @Nullable Integer generation,
			@Nullable Integer number) {

	}

	/** Somebody else holds the job now. */
	final class LeaseLostException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		/**
		 * Names the job.
		 * @param job its id
		 */
		public LeaseLostException(UUID job) {
			super("somebody else holds the replay " + job, null, false, false);
		}

	}

}
