package dev.missioncontrol.invite.api.caller;

/**
 * What a caller may do.
 */
public enum Scope {

	/** Invite people. */
	CREATE_INVITES("create:invites"),

	/** See the invites of the organization. */
	READ_INVITES("read:invites"),

	/** Take invites of the organization back. */
	REVOKE_INVITES("revoke:invites"),

	/** Set the rules of the organization. */
	MANAGE_POLICIES("manage:policies"),

	/**
	 * Find what failed, in all organizations, and send it again. For operators; no role
	 * of an organization may give it.
	 */
	REPLAY_NOTIFICATIONS("replay:notifications");

	private final String value;

	Scope(String value) {
		this.value = value;
	}

	/**
	 * The scope in a token.
	 * @return such as {@code create:invites}
	 */
	public String value() {
		return this.value;
	}

}
