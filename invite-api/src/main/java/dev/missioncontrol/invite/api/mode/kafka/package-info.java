/**
 * Writes nothing to Kafka while nothing is to be changed.
 */
@NullMarked
package dev.missioncontrol.invite.api.mode.kafka;

import org.jspecify.annotations.NullMarked;
