package dev.missioncontrol.invite.api.invite;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sees to it that a person has one pending invite to an organization at a time, whichever
 * instance is asked. A place is taken before the command is in the log. It is free again
 * when the invite has ended, or when its command never got there. All of its answers are
 * {@code ProblemException} when it cannot be reached.
 */
public interface PendingInvites {

	/** For whom any number may be pending. */
	PendingInvites UNLIMITED = new PendingInvites() {

		@Override
		public Mono<Place> take(Invite invite, @Nullable InviteId instead) {
			return Mono.just(new Place.Ours());
		}

		@Override
		public Mono<Void> confirm(Invite invite) {
			return Mono.empty();
		}

		@Override
		public Mono<Void> giveBack(Invite invite) {
			return Mono.empty();
		}

	};

	/**
	 * Takes the place; of many who try at once, one gets it. An invite that has it gets
	 * it again.
	 * @param invite for which invite
	 * @param instead an invite that may have to give way; null for none
	 * @return whether it was to be had
	 */
	Mono<Place> take(Invite invite, @Nullable InviteId instead);

	/**
	 * The command is in the log.
	 * @param invite what it is about
	 * @return completes when the place is kept until the invite ends
	 */
	Mono<Void> confirm(Invite invite);

	/**
	 * The command did not get into the log.
	 * @param invite what it is about
	 * @return completes when the place is free, unless an earlier command keeps it
	 */
	Mono<Void> giveBack(Invite invite);

}
