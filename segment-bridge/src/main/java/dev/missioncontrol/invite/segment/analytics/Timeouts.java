package dev.missioncontrol.invite.segment.analytics;

import java.time.Duration;

/**
 * How long a call to Segment may take.
 *
 * @param connect until the connection stands
 * @param read between two bytes of the answer
 * @param call in all
 */
public record Timeouts(Duration connect, Duration read, Duration call) {
}
