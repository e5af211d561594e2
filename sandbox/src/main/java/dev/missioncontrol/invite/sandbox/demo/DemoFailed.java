package dev.missioncontrol.invite.sandbox.demo;

/**
 * A hop did not do what it should. The message is the one line that is printed.
 */
public final class DemoFailed extends Exception {

	private static final long serialVersionUID = 1L;

	DemoFailed(String message) {
		super(message);
	}

	DemoFailed(String message, Throwable cause) {
		super(message, cause);
	}

}
