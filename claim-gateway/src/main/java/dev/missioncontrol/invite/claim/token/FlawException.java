package dev.missioncontrol.invite.claim.token;

/**
 * Leaves the steps of a verification for its end; never leaves this package.
 */
final class FlawException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Flaw flaw;

	FlawException(Flaw flaw) {
		super(flaw.code(), null, false, false);
		this.flaw = flaw;
	}

	Flaw flaw() {
		return this.flaw;
	}

}
