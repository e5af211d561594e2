/**
 * Records go through their stage again because ops say so.
 */
@NullMarked
package dev.missioncontrol.invite.api.replay;

import org.jspecify.annotations.NullMarked;
