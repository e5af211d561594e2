/**
 * Which invites have ended, in memory.
 */
@NullMarked
package dev.missioncontrol.invite.claim.closed;

import org.jspecify.annotations.NullMarked;
