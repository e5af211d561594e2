package dev.missioncontrol.invite.chaos.check;

/**
 * A promise that was not kept.
 *
 * @param kind which
 * @param subject by whom: ids and numbers only, never a link or an address
 */
public record Breach(Kind kind, String subject) {

	@Override
	public String toString() {
		return this.kind + ": " + this.subject;
	}

	/** What counts where. */
	enum Sum {

		LOST, DUPLICATED, OTHER

	}

	/**
	 * The promises.
	 */
	public enum Kind {

		/** A 202 without a signed record. */
		ACCEPTED_NOT_SIGNED(Sum.LOST),

		/** A signed record that is neither delivered nor a dead letter. */
		SIGNED_NOT_ENDED(Sum.LOST),

		/** Delivered by our word, but Segment never took the identify or the track. */
		DELIVERED_NOT_SENT(Sum.LOST),

		/** Segment took everything, but no e-mail left. */
		DELIVERED_NOT_MAILED(Sum.LOST),

		/** More than one committed signed record of one generation. */
		SIGNED_TWICE(Sum.DUPLICATED),

		/** One call arrived under two message ids. */
		TWO_MESSAGE_IDS(Sum.DUPLICATED),

		/** More than one e-mail for one generation. */
		MAILED_TWICE(Sum.DUPLICATED),

		/** Signed, but nobody asked for it. */
		SIGNED_UNASKED(Sum.OTHER),

		/** A track before its identify was acknowledged. */
		TRACK_BEFORE_IDENTIFY(Sum.OTHER),

		/** The chunks at Segment do not give the signed link. */
		LINK_BROKEN(Sum.OTHER),

		/** Not as many dead letters as bad records. */
		DEAD_LETTERS(Sum.OTHER),

		/** A stage left records behind. */
		LAG(Sum.OTHER),

		/** Too long without progress. */
		STALLED(Sum.OTHER),

		/** An answer that took too long. */
		SLOW_ANSWER(Sum.OTHER),

		/** An answer that no fault explains. */
		ODD_ANSWER(Sum.OTHER);

		private final Sum sum;

		Kind(Sum sum) {
			this.sum = sum;
		}

		Sum sum() {
			return this.sum;
		}

	}

}
