package dev.missioncontrol.invite.ctl.ops;

import java.io.Serial;

/**
 * invite-api refused, or did not answer; the message says it in one line.
 */
public final class ApiFailure extends Exception {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Kind kind;

	ApiFailure(String message, Kind kind) {
		super(message);
		this.kind = kind;
	}

	/**
	 * Whether the same question may be answered later.
	 * @return true when the service, or the way to it, is at fault
	 */
	public boolean isPassing() {
		return this.kind != Kind.FINAL;
	}

	/**
	 * Whether the service may have taken the request.
	 * @return false when there was not even a connection, or it refused
	 */
	public boolean isUncertain() {
		return this.kind == Kind.PASSING;
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

	/** What asking again would do. */
	enum Kind {

		/** The same. */
		FINAL,

		/** Perhaps something else; the request may have been taken. */
		PASSING,

		/** Perhaps something else; the request was not even sent. */
		UNREACHABLE

	}

}
