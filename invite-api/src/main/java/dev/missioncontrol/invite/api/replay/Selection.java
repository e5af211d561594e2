package dev.missioncontrol.invite.api.replay;

import java.time.Instant;
import java.util.List;

import dev.missioncontrol.invite.api.deadletter.DeadLetterFilter;
import dev.missioncontrol.invite.api.deadletter.DeadLetterId;
import dev.missioncontrol.invite.api.deadletter.Stage;

/**
 * Which records a replay is about.
 */
public sealed interface Selection {

	/**
	 * Some dead letters.
	 *
	 * @param ids which ones, in the order in which they are to be sent
	 */
	record Letters(List<DeadLetterId> ids) implements Selection {

	}

	/**
	 * All dead letters of a kind that are there when the replay begins.
	 *
	 * @param filter which kind
	 */
	record Kind(DeadLetterFilter filter) implements Selection {

	}

	/**
	 * All that a stage had to do in a time.
	 *
	 * @param stage whose topic
	 * @param from earliest time of a record
	 * @param to first time that is too late
	 */
	record Range(Stage stage, Instant from, Instant to) implements Selection {

	}

}
