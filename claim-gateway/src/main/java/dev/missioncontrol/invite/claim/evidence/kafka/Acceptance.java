package dev.missioncontrol.invite.claim.evidence.kafka;

import java.util.concurrent.CompletableFuture;

import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.CloudEvent;

/**
 * An acceptance on its way: the same envelope however often it is tried.
 *
 * @param event the event
 * @param done completed when Kafka has it
 */
record Acceptance(CloudEvent<InviteAccepted> event, CompletableFuture<Void> done) {
}
