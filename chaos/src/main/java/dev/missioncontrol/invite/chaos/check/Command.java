package dev.missioncontrol.invite.chaos.check;

import java.time.Duration;
import java.util.Optional;

/**
 * An invite that was asked for over HTTP.
 *
 * @param number its number in this run, from 1
 * @param person who is invited; a different one for each command
 * @param inviteId the invite, when it was accepted; otherwise nobody knows whether it was
 * @param slowest longest time that an answer took, or that was waited for one in vain
 * @param oddStatus an answer that no fault explains
 */
public record Command(int number, String person, Optional<String> inviteId, Duration slowest,
		Optional<Integer> oddStatus) {

	@Override
	public String toString() {
		return "command " + this.number + this.inviteId.map((id) -> ", invite " + id).orElse(", unanswered");
	}

}
