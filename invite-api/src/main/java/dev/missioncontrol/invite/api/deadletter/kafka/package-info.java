/**
 * Dead letters in from their topics.
 */
@NullMarked
package dev.missioncontrol.invite.api.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
