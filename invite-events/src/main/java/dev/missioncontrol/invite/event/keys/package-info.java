/**
 * Who may read the files that keys are in.
 */
@NullMarked
package dev.missioncontrol.invite.event.keys;

import org.jspecify.annotations.NullMarked;
