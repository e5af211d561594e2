/**
 * Fills the memory of closed invites from their topic.
 */
@NullMarked
package dev.missioncontrol.invite.claim.closed.kafka;

import org.jspecify.annotations.NullMarked;
