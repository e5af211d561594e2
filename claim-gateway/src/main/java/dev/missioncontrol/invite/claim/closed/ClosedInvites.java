package dev.missioncontrol.invite.claim.closed;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteId;

/**
 * The invites that have ended, as far as a link could still be about. Until it is
 * complete, nobody can tell whether an invite is open. Safe for use by several threads.
 */
public final class ClosedInvites {

	private final Map<InviteId, InviteClosed> byId = new ConcurrentHashMap<>();

	private volatile boolean complete;

	/**
	 * Takes note of an end; a later one about the same invite replaces an earlier one.
	 * @param closed how it ended
	 */
	public void add(InviteClosed closed) {
		this.byId.put(closed.inviteId(), closed);
	}

	/**
	 * From now on, an invite that is not here is open.
	 */
	public void markComplete() {
		this.complete = true;
	}

	/**
	 * Whether all ends that were known when this instance started are here.
	 * @return once true, always true
	 */
	public boolean isComplete() {
		return this.complete;
	}

	/**
	 * The end of an invite, of whichever generation.
	 * @param id the invite
	 * @return empty when it is open, as far as is known
	 */
	public Optional<InviteClosed> find(InviteId id) {
		return Optional.ofNullable(this.byId.get(id));
	}

	/**
	 * The end that a link meets.
	 * @param id the invite
	 * @param generation generation of the link
	 * @return empty when the link is alive, as far as is known
	 */
	public Optional<InviteClosed> find(InviteId id, int generation) {
		return find(id).filter((closed) -> closed.closes(generation));
	}

	/**
	 * Forgets ends that no link can still be about.
	 * @param time invites that ended earlier are forgotten
	 */
	public void forgetBefore(Instant time) {
		this.byId.values().removeIf((closed) -> closed.at().isBefore(time));
	}

	/**
	 * How many are held.
	 * @return 0 or more
	 */
	public int size() {
		return this.byId.size();
	}

}
