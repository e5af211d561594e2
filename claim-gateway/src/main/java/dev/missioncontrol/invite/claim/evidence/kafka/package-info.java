/**
 * Evidence as events on Kafka, never in the way of a redirect.
 */
@NullMarked
package dev.missioncontrol.invite.claim.evidence.kafka;

import org.jspecify.annotations.NullMarked;
