/**
 * Finds notifications that failed.
 */
@NullMarked
package dev.missioncontrol.invite.ctl.failed;

import org.jspecify.annotations.NullMarked;
