package dev.missioncontrol.invite.api.invite;

/**
 * Whether one person may have several pending invites to one organization.
 */
public enum DuplicatePolicy {

	/** One at a time; the request for a second one says what is to become of it. */
	REFUSE,

	/** Nobody looks, and requests need no database. */
	ALLOW

}
