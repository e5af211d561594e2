/**
 * The two stages of the bridge on Kafka.
 */
@NullMarked
package dev.missioncontrol.invite.segment.kafka;

import org.jspecify.annotations.NullMarked;
