/**
 * Runs a stage again from a time.
 */
@NullMarked
package dev.missioncontrol.invite.ctl.reset;

import org.jspecify.annotations.NullMarked;
