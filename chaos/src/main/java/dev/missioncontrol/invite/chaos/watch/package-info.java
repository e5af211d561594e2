/**
 * Reads what the run leaves behind: the topics, and what Segment received.
 */
@NullMarked
package dev.missioncontrol.invite.chaos.watch;

import org.jspecify.annotations.NullMarked;
