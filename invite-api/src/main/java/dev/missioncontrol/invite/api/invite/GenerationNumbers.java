package dev.missioncontrol.invite.api.invite;

import dev.missioncontrol.invite.event.InviteId;
import reactor.core.publisher.Mono;

/**
 * Gives out the numbers of generations. A number may stay unused, but none is given out
 * twice.
 */
public interface GenerationNumbers {

	/**
	 * The next number.
	 * @param inviteId the invite
	 * @param newest the highest number that is known of it
	 * @return higher than that, and than all that were given out for this invite; a
	 * {@code ProblemException} when the numbers cannot be reached
	 */
	Mono<Integer> next(InviteId inviteId, int newest);

}
