package dev.missioncontrol.invite.chaos.check;

/**
 * One message that Segment took, or took again.
 *
 * @param type what it is
 * @param messageId its id
 * @param person whom it is about
 * @param acknowledged whether Segment answered that it has it
 * @param link hash of the link, stitched from the chunks; empty for a track
 */
public record SegmentMessage(Type type, String messageId, String person, boolean acknowledged, String link) {

	/** The two calls that a notification consists of. */
	public enum Type {

		/** Makes the contact. */
		IDENTIFY,

		/** Sends the e-mail. */
		TRACK

	}

}
