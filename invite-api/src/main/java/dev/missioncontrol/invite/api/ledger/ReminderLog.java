package dev.missioncontrol.invite.api.ledger;

import java.util.List;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteExpiringSoon;
import reactor.core.publisher.Mono;

/**
 * Where it is made known which invites expire soon.
 */
public interface ReminderLog {

	/**
	 * Appends events.
	 * @param events what to tell
	 * @return completes when none of them can be lost any more
	 */
	Mono<Void> append(List<CloudEvent<InviteExpiringSoon>> events);

}
