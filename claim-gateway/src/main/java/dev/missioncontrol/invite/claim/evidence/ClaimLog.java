package dev.missioncontrol.invite.claim.evidence;

import java.util.concurrent.CompletionStage;

import dev.missioncontrol.invite.event.ClaimEvent;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;

/**
 * Tells the rest of the pipeline what became of a click. Neither method blocks, whatever
 * state the other side is in.
 */
public interface ClaimLog {

	/**
	 * Tells, best effort: lost when the other side is away; what is lost is counted.
	 * @param event a click, or a claim that went no further
	 */
	void note(ClaimEvent event);

	/**
	 * Tells, and keeps trying while this instance lives.
	 * @param acceptance an acceptance
	 * @return done when it is safe on the other side; fails when there was no room left
	 * to keep it
	 */
	CompletionStage<Void> keep(InviteAccepted acceptance);

}
