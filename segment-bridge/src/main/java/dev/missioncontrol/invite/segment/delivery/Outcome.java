package dev.missioncontrol.invite.segment.delivery;

/**
 * How the delivery of one message ended.
 */
public sealed interface Outcome {

	/** Segment has it. */
	record Delivered() implements Outcome {
	}

	/**
	 * Segment will never take it.
	 *
	 * @param reason stable code, such as {@code http-400} or {@code message-too-large}
	 */
	record Rejected(String reason) implements Outcome {
	}

	/**
	 * It was tried, and Segment did not take it for now.
	 *
	 * @param cause stable code, such as {@code http-503} or {@code timeout}
	 */
	record Failed(String cause) implements Outcome {
	}

	/** It was not tried: Segment is away, or time is up. */
	record HeldBack() implements Outcome {
	}

}
