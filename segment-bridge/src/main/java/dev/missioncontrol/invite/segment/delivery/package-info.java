/**
 * Gets messages to Segment in batches, and tells apart what failed for good from what
 * failed for now.
 */
@NullMarked
package dev.missioncontrol.invite.segment.delivery;

import org.jspecify.annotations.NullMarked;
