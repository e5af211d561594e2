package dev.missioncontrol.invite.claim.closed;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteId;

/**
 * The invites that have ended, as far as a link could still be about. Until it is
 * complete, nobody can tell whether an invite is open. Safe for use by several threads.
 */
public final class ClosedInvites {

	private final Map<InviteId, InviteClosed> byId = new ConcurrentHashMap<>();

	private final Lock lock = new ReentrantLock();

	private final Condition added = this.lock.newCondition();

	private volatile boolean complete;

	/**
	 * Takes note of an end; a later one about the same invite replaces an earlier one,
	 * unless it says less.
	 * @param closed how it ended
	 * @see InviteClosed#after
	 */
	public void add(InviteClosed closed) {
		this.byId.merge(closed.inviteId(), closed, (earlier, later) -> later.after(earlier));
		this.lock.lock();
		try {
			this.added.signalAll();
		}
		finally {
			this.lock.unlock();
		}
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
	 * Waits until it is known how an invite ended for good: an expired or superseded link
	 * can still be followed by an acceptance. Blocks.
	 * @param id the invite
	 * @param atMost how long to wait
	 * @return who accepted or revoked it; empty when that is not known in time
	 * @throws InterruptedException when the thread is to stop
	 */
	public Optional<InviteClosed> awaitDecision(InviteId id, Duration atMost) throws InterruptedException {
		long left = atMost.toNanos();
		this.lock.lock();
		try {
			Optional<InviteClosed> decision = decision(id);
			while (decision.isEmpty() && left > 0) {
				left = this.added.awaitNanos(left);
				decision = decision(id);
			}
			return decision;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How an invite ended for good.
	 * @param id the invite
	 * @return empty when a link of it may still be alive, as far as is known
	 */
	public Optional<InviteClosed> decision(InviteId id) {
		return find(id).filter(InviteClosed::endsForGood);
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
