/**
 * Invites over HTTP, as a dashboard that does not give up sends them.
 */
@NullMarked
package dev.missioncontrol.invite.chaos.load;

import org.jspecify.annotations.NullMarked;
