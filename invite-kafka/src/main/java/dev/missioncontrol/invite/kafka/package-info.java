/**
 * What every service does alike on Kafka: events as records, dead letters, the topic plan
 * and the health of listeners.
 */
@NullMarked
package dev.missioncontrol.invite.kafka;

import org.jspecify.annotations.NullMarked;
