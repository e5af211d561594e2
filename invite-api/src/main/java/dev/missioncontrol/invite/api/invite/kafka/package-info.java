/**
 * The command log on Kafka.
 */
@NullMarked
package dev.missioncontrol.invite.api.invite.kafka;

import org.jspecify.annotations.NullMarked;
