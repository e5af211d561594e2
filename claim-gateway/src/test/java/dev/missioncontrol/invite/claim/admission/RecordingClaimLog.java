package dev.missioncontrol.invite.claim.admission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.missioncontrol.invite.claim.evidence.ClaimLog;
import dev.missioncontrol.invite.event.ClaimEvent;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;

/** Remembers what it is told, and acknowledges as the test wants. */
final class RecordingClaimLog implements ClaimLog {

	final List<ClaimEvent> events = new ArrayList<>();

	CompletableFuture<Void> acknowledgement = CompletableFuture.completedFuture(null);

	Runnable onAcceptance = () -> {
	};

	@Override
	public void opened(InviteOpened event, Instant requestedAt) {
		note(event);
	}

	@Override
	public void note(ClaimEvent event) {
		this.events.add(event);
	}

	@Override
	public CompletionStage<Void> keep(InviteAccepted acceptance) {
		this.events.add(acceptance);
		this.onAcceptance.run();
		return this.acknowledgement;
	}

}
