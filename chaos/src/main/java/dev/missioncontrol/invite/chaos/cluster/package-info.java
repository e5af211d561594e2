/**
 * Three Kafka brokers, each a process of its own, and what can be asked of them.
 */
@NullMarked
package dev.missioncontrol.invite.chaos.cluster;

import org.jspecify.annotations.NullMarked;
