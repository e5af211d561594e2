package dev.missioncontrol.invite.api.ledger;

/**
 * The ledger cannot hold a value of an event, and never will.
 */
public final class UnstorableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Wraps what the database said.
	 * @param cause the refusal
	 */
	public UnstorableException(Throwable cause) {
		super("the ledger cannot hold a value", cause);
	}

}
