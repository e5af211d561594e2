package dev.missioncontrol.invite.api.invite;

import dev.missioncontrol.invite.event.InviteCommand;
import reactor.core.publisher.Mono;

/**
 * Where accepted commands go.
 */
public interface CommandLog {

	/**
	 * Appends a command. The same command gives the same bytes each time.
	 * @param command what was accepted
	 * @return completes when the command can no longer be lost; a
	 * {@code ProblemException} when the log gave up, after which it does not try again
	 */
	Mono<Void> append(InviteCommand command);

}
