package dev.missioncontrol.invite.claim.evidence;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

import dev.missioncontrol.invite.event.ClaimEvent;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;

/**
 * Tells the rest of the pipeline what became of a click. No method blocks, whatever state
 * the other side is in.
 */
public interface ClaimLog {

	/**
	 * Tells of a click on a link that works, best effort like all notes.
	 * @param event the click
	 * @param requestedAt when the link was asked for
	 */
	void opened(InviteOpened event, Instant requestedAt);

	/**
	 * Tells, best effort: lost when the other side is away; what is lost is counted.
	 * @param event a claim that went no further
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
