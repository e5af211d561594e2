package dev.missioncontrol.invite.api.ledger;

import java.util.List;

import dev.missioncontrol.invite.event.InviteClosed;
import reactor.core.publisher.Mono;

/**
 * Where final states are made known to all gateways.
 */
public interface ClosedLog {

	/**
	 * Appends final states; the same state gives the same bytes each time.
	 * @param closings what ended
	 * @return completes when none of them can be lost any more
	 */
	Mono<Void> append(List<InviteClosed> closings);

}
