package dev.missioncontrol.invite.api.member;

import dev.missioncontrol.invite.event.EmailAddress;
import reactor.core.publisher.Mono;

/**
 * Knows who has signed up.
 */
@FunctionalInterface
public interface Members {

	/** For a service that asks nobody: everyone can be invited. */
	Members UNASKED = (_, _) -> Mono.just(Membership.STRANGER);

	/**
	 * Asks about one person.
	 * @param organizationId id of the organization
	 * @param email the person's address
	 * @return what is known, within a bounded time; no error
	 */
	Mono<Membership> ask(String organizationId, EmailAddress email);

}
