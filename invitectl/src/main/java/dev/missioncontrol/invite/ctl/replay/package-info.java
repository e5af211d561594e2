/**
 * Sends again what failed, and follows how it goes.
 */
@NullMarked
package dev.missioncontrol.invite.ctl.replay;

import org.jspecify.annotations.NullMarked;
