package dev.missioncontrol.invite.claim.keys;

/**
 * The key folder cannot be used as it is. The message is one line for ops: which file,
 * and what to do.
 */
public final class UnusableKeyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnusableKeyException(String message) {
		super(message);
	}

}
