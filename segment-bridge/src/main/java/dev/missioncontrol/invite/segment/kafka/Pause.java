package dev.missioncontrol.invite.segment.kafka;

import java.time.Instant;

/**
 * Waits on the thread of a consumer.
 */
@FunctionalInterface
interface Pause {

	/**
	 * Waits until a time has come.
	 * @throws IllegalStateException when the service stops first; nothing of the batch
	 * may be committed then
	 */
	void until(Instant time);

}
