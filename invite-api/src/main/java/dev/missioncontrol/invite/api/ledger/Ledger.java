package dev.missioncontrol.invite.api.ledger;

import java.util.Collection;
import java.util.List;

import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where everything is recorded.
 */
public interface Ledger {

	/**
	 * Records what a batch says, all of it or nothing. Recording it again, or in another
	 * order, gives the same, save that of several final states that are proposed the
	 * first one stands.
	 * @param projection what the batch says
	 * @return whether a final state was decided that is not published yet; an
	 * {@link UnstorableException} when no repetition can help
	 */
	Mono<Boolean> record(Projection projection);

	/**
	 * Looks an invite up.
	 * @param organizationId of the caller; invites of others are not found
	 * @param inviteId the invite
	 * @return empty when there is none, or none yet
	 */
	Mono<LedgerEntry> find(String organizationId, InviteId inviteId);

	/**
	 * Looks invites of any organization up: for operators and their replays only.
	 * @param inviteIds the invites
	 * @return those that are recorded, in no order
	 */
	Flux<LedgerEntry> find(Collection<InviteId> inviteIds);

	/**
	 * Whether this ledger knows what an earlier one published.
	 * @return false for one that is new or was emptied
	 */
	Mono<Boolean> adopted();

	/**
	 * Remembers that all that was published is recorded.
	 * @return completes when that is recorded itself
	 */
	Mono<Void> adoptedAll();

	/**
	 * Takes final states in hand that are not known to be published. No other instance
	 * gets them for a while; after a crash, another one does.
	 * @param limit the most to give
	 * @return the oldest ones
	 */
	Flux<InviteClosed> unpublished(int limit);

	/**
	 * Remembers that final states are published. One that was decided otherwise meanwhile
	 * is to be published again.
	 * @param closings what was published
	 * @return completes when it is recorded
	 */
	Mono<Void> published(List<InviteClosed> closings);

	/**
	 * Lets go of what was taken in hand and is still not known to be published, because
	 * it could not be, or because another decision has taken its place meanwhile.
	 * @param closings what was taken
	 * @return completes when it is recorded
	 */
	Mono<Void> giveBack(List<InviteClosed> closings);

}
