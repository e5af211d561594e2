package dev.missioncontrol.invite.api.replay;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A record of a replay as operators see it.
 *
 * @param seq its place, from 0 on
 * @param deadLetter name of the dead letter; null for a record of a stage's topic
 * @param origin where the record was first
 * @param inviteId whom it is about; null when that is not known, or not yet
 * @param generation of the invite; null likewise
 * @param replay the number that it was sent with; null when it was not
 * @param result what came of it; null while that is open
 * @param at when; null likewise
 */
public record ReplayItem(long seq, @Nullable String deadLetter, Origin origin, @Nullable UUID inviteId,
		@Nullable Integer generation, @Nullable Integer replay, @Nullable String result, @Nullable Instant at) {

	/**
	 * A place on Kafka.
	 *
	 * @param topic name of the topic
	 * @param partition partition there
	 * @param offset offset there
	 */
	public record Origin(String topic, int partition, long offset) {

	}

}
