/**
 * How fast signed invites reach Segment.
 */
@NullMarked
package dev.missioncontrol.invite.bench.bridge;

import org.jspecify.annotations.NullMarked;
