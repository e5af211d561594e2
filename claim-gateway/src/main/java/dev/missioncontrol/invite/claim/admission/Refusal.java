package dev.missioncontrol.invite.claim.admission;

import java.util.Locale;

import dev.missioncontrol.invite.event.InviteClosed;

/**
 * Why somebody was not let in. The names are a contract: the login provider's Action
 * denies with the same codes.
 */
public enum Refusal {

	/** No token came with the request. */
	INVITE_REQUIRED,

	/** The token is not one of ours. */
	INVITE_INVALID,

	/** The link's time is over. */
	INVITE_EXPIRED,

	/** An admin took the invite back. */
	INVITE_REVOKED,

	/** A later link replaced this one. */
	INVITE_SUPERSEDED,

	/** The invite was used before. */
	INVITE_ALREADY_ACCEPTED,

	/** Somebody else than the invited person logged in. */
	INVITE_WRONG_ACCOUNT,

	/** The account's e-mail address is not verified. */
	EMAIL_NOT_VERIFIED,

	/** It cannot be told now whether the invite is open. */
	INVITE_STATUS_UNAVAILABLE,

	/** The provider refused, or said what cannot be believed. */
	LOGIN_REFUSED,

	/** No such login is under way in this browser. */
	LOGIN_UNKNOWN,

	/** The login was finished before. */
	LOGIN_USED,

	/** The provider cannot be reached, or is at fault. */
	LOGIN_UNAVAILABLE;

	/**
	 * The refusal that an ended invite meets.
	 * @param reason how it ended
	 * @return the refusal
	 */
	static Refusal of(InviteClosed.Reason reason) {
		return switch (reason) {
			case ACCEPTED -> INVITE_ALREADY_ACCEPTED;
			case REVOKED -> INVITE_REVOKED;
			case EXPIRED -> INVITE_EXPIRED;
			case SUPERSEDED -> INVITE_SUPERSEDED;
		};
	}

	/**
	 * A stable name for programs.
	 * @return lower-case words joined by underscores
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
