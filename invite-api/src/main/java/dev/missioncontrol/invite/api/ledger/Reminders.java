package dev.missioncontrol.invite.api.ledger;

import java.util.List;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteExpiringSoon;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is to be told about invites that expire soon, each generation once.
 */
public interface Reminders {

	/**
	 * Takes in hand what is not known to be published. No other instance gets it for a
	 * while; after a crash, another one does.
	 * @param limit the most to give
	 * @return the oldest ones, the same bytes each time
	 */
	Flux<CloudEvent<InviteExpiringSoon>> unpublished(int limit);

	/**
	 * Remembers that events are published.
	 * @param events what was published
	 * @return completes when it is recorded
	 */
	Mono<Void> published(List<CloudEvent<InviteExpiringSoon>> events);

	/**
	 * Gives back what was taken in hand and not published, so that it need not wait.
	 * @param events what was taken
	 * @return completes when it is recorded
	 */
	Mono<Void> giveBack(List<CloudEvent<InviteExpiringSoon>> events);

}
