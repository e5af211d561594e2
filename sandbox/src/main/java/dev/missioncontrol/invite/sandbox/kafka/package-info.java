/**
 * A real Kafka broker inside this JVM.
 */
@NullMarked
package dev.missioncontrol.invite.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
