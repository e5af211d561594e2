package dev.missioncontrol.invite.chaos.check;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param stall without progress, while nothing is broken
 * @param answer for one HTTP answer
 */
public record Limits(Duration stall, Duration answer) {

	/** Faults freeze APIs, too: a frozen one answers nothing. */
	public static final Limits UNDER_FAULTS = new Limits(Duration.ofSeconds(60), Duration.ofDays(1));

	/** All brokers are away, but the APIs are there. */
	public static final Limits IN_BLACKOUT = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(3));

}
