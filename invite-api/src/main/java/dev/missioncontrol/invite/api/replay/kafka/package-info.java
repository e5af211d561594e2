/**
 * Where the records of a replay come from and go to.
 */
@NullMarked
package dev.missioncontrol.invite.api.replay.kafka;

import org.jspecify.annotations.NullMarked;
