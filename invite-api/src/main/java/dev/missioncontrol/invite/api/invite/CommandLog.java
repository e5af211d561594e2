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

	/**
	 * Whether appending is worth trying, so that nothing is done for a command that would
	 * be refused.
	 * @return completes at once when it is; the same {@code ProblemException} as
	 * {@link #append} when the log is known to be away. A log that does not know says yes
	 */
	default Mono<Void> ready() {
		return Mono.empty();
	}

}
