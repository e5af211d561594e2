package dev.missioncontrol.invite.segment.delivery;

/**
 * What Segment takes in one call. Segment answers 200 to what it drops for its size, so
 * the limits are kept here.
 *
 * @param messages most messages of a batch
 * @param batchBytes largest batch, in bytes of its messages
 * @param messageBytes largest message, in bytes
 */
public record BatchLimits(int messages, long batchBytes, long messageBytes) {

	/** What a batch holds beside its messages: braces, write key, time, commas. */
	private static final int ENVELOPE_BYTES = 1024;

	/**
	 * Checks the limits.
	 * @throws IllegalArgumentException when nothing could ever be sent
	 */
	public BatchLimits {
		if (messages < 1 || messageBytes < 1 || batchBytes < messageBytes + ENVELOPE_BYTES) {
			throw new IllegalArgumentException("a batch must have room for one message of the largest size and "
					+ ENVELOPE_BYTES + " bytes of envelope");
		}
	}

	/** Whether a batch may be so large when one of its messages failed so often. */
	boolean allows(int count, long bytes, int attempts) {
		int most = this.messages >> Math.min(attempts, Integer.SIZE - 1);
		return count <= most && bytes + ENVELOPE_BYTES + count <= this.batchBytes;
	}

}
