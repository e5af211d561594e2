/**
 * The service that tells Segment about signed invites: identify, then, after a delay,
 * track.
 */
@NullMarked
package dev.missioncontrol.invite.segment;

import org.jspecify.annotations.NullMarked;
