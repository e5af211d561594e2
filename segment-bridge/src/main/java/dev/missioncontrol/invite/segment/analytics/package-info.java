/**
 * Segment over HTTP, on analytics-java's message model and service.
 */
@NullMarked
package dev.missioncontrol.invite.segment.analytics;

import org.jspecify.annotations.NullMarked;
