/**
 * The processes of a run: started, killed, frozen, thawed, and never left behind.
 */
@NullMarked
package dev.missioncontrol.invite.chaos.process;

import org.jspecify.annotations.NullMarked;
