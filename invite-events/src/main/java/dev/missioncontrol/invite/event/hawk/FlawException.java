package dev.missioncontrol.invite.event.hawk;

/**
 * Ends a check early; never leaves this package. Without a stack trace: garbage must cost
 * little.
 */
final class FlawException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final BewitFlaw flaw;

	FlawException(BewitFlaw flaw) {
		super(flaw.code(), null, false, false);
		this.flaw = flaw;
	}

	BewitFlaw flaw() {
		return this.flaw;
	}

}
