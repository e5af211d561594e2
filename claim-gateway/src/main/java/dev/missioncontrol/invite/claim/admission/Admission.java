package dev.missioncontrol.invite.claim.admission;

/**
 * How a login ended.
 */
public sealed interface Admission {

	/**
	 * In: on to the dashboard.
	 *
	 * @param again whether the same account had accepted before
	 */
	record Granted(boolean again) implements Admission {
	}

	/**
	 * Not in; the invite is as it was.
	 *
	 * @param refusal why
	 * @param detail more exactly, for metrics; empty when there is no more to say
	 */
	record Refused(Refusal refusal, String detail) implements Admission {

		Refused(Refusal refusal) {
			this(refusal, "");
		}

	}

}
