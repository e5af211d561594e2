/**
 * Stands in for Segment, as strict as the real one.
 */
@NullMarked
package dev.missioncontrol.invite.sandbox.segment;

import org.jspecify.annotations.NullMarked;
