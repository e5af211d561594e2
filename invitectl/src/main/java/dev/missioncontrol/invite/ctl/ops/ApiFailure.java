package dev.missioncontrol.invite.ctl.ops;

import java.io.Serial;

/**
 * invite-api refused, or did not answer; the message says it in one line.
 */
public final class ApiFailure extends Exception {

	@Serial
	private static final long serialVersionUID = 1L;

	private final boolean passing;

	ApiFailure(String message, boolean passing) {
		super(message);
		this.passing = passing;
	}

	/**
	 * Whether the same question may be answered later.
	 * @return true when the service, or the way to it, is at fault
	 */
	public boolean isPassing() {
		return this.passing;
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
