package dev.missioncontrol.invite.sandbox.part;

/**
 * A reason why the sandbox cannot start that the person at the console can do something
 * about. The message is the one line that is printed.
 */
public final class CannotStart extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * A reason of our own.
	 * @param message one line, naming what is wrong and where
	 */
	public CannotStart(String message) {
		super(message);
	}

	/**
	 * A reason that something else gave.
	 * @param message one line, naming what is wrong and where
	 * @param cause for the log
	 */
	public CannotStart(String message, Throwable cause) {
		super(message, cause);
	}

}
