package dev.missioncontrol.invite.ctl.command;

import java.io.Serial;

/**
 * A command cannot do what it was asked to; the message says why in one line.
 */
public final class Refusal extends Exception {

	@Serial
	private static final long serialVersionUID = 1L;

	private final boolean wrongUse;

	private Refusal(String message, boolean wrongUse) {
		super(message);
		this.wrongUse = wrongUse;
	}

	/**
	 * The command was used in a way that can never work.
	 * @param message why
	 * @return the refusal, for exit code 2
	 */
	public static Refusal wrongUse(String message) {
		return new Refusal(message, true);
	}

	/**
	 * The world is not in a state that allows it.
	 * @param message why
	 * @return the refusal, for exit code 1
	 */
	public static Refusal notNow(String message) {
		return new Refusal(message, false);
	}

	/**
	 * Whether the caller must change the command.
	 * @return false when the same command may work another time
	 */
	public boolean isWrongUse() {
		return this.wrongUse;
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
