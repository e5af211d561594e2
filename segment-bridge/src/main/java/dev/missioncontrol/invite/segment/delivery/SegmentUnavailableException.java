package dev.missioncontrol.invite.segment.delivery;

/**
 * Segment cannot be reached, or says that it is too busy or broken: try again later, with
 * the same messages.
 */
public final class SegmentUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SegmentUnavailableException(String cause) {
		super("Segment is unavailable: " + cause);
	}

}
