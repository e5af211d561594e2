/**
 * Commands from Kafka in, signed invites and dead letters out, one transaction per poll.
 */
@NullMarked
package dev.missioncontrol.invite.token.kafka;

import org.jspecify.annotations.NullMarked;
