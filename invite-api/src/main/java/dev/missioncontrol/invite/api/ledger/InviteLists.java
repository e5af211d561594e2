package dev.missioncontrol.invite.api.ledger;

import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Invites of one organization, found by what is recorded of them. One whose request is
 * not recorded yet is in no list.
 */
public interface InviteLists {

	/**
	 * Lists invites.
	 * @param query which ones, and in which order
	 * @param after where the last page ended; null for the first one
	 * @param limit the most to give
	 * @return the invites
	 */
	Flux<InviteSummary> list(InviteQuery query, @Nullable InvitePosition after, int limit);

	/**
	 * Looks up by what a list by address is sorted.
	 * @param organizationId whose list
	 * @param inviteId one of its invites
	 * @return the address of the invite; empty when there is none
	 */
	Mono<String> email(String organizationId, InviteId inviteId);

	/**
	 * Counts invites.
	 * @param query which ones
	 * @param bound the most to count
	 * @return the number of invites, or the bound when there are more
	 */
	Mono<Long> count(InviteQuery query, long bound);

}
