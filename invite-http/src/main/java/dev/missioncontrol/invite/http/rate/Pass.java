package dev.missioncontrol.invite.http.rate;

import java.time.Duration;

/**
 * Whether a client may come once more.
 *
 * @param granted whether it may
 * @param remaining how often it still may at once
 * @param retryAfter when it may again; zero when it may now
 * @param reset when it may as often as at first
 */
public record Pass(boolean granted, long remaining, Duration retryAfter, Duration reset) {
}
