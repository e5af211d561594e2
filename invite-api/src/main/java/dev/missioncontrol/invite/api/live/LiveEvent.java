package dev.missioncontrol.invite.api.live;

import java.util.Locale;

/**
 * What a reader of a stream is told.
 */
public sealed interface LiveEvent {

	/**
	 * The stream is open and begins here. Its first event, unless that is a reset.
	 *
	 * @param position what to resume with when nothing else comes
	 */
	record Ready(ChangePosition position) implements LiveEvent {
	}

	/**
	 * An invite has changed.
	 *
	 * @param change which one, and how it looks now
	 */
	record Changed(InviteChange change) implements LiveEvent {
	}

	/**
	 * What has changed since the position that the reader came with cannot be told, or is
	 * too much: the list has to be read again. The stream goes on from here.
	 *
	 * @param position what to resume with when nothing else comes
	 */
	record Reset(ChangePosition position) implements LiveEvent {
	}

	/**
	 * The stream ends; nothing follows.
	 *
	 * @param reason why
	 */
	record Ended(Reason reason) implements LiveEvent {
	}

	/** Why a stream ends that its reader did not leave. */
	enum Reason {

		/** The reader needs a new token. */
		TOKEN_EXPIRED,

		/** It has lasted long enough; the reader can come back at once. */
		LASTED,

		/** This instance stops; the reader can go to another one at once. */
		STOPPING;

		/**
		 * The name on the wire.
		 * @return lower-case words joined by hyphens
		 */
		public String wireName() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
