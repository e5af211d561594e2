/**
 * What the commands have in common: shared options, times, refusals.
 */
@NullMarked
package dev.missioncontrol.invite.ctl.command;

import org.jspecify.annotations.NullMarked;
