package dev.missioncontrol.invite.api.member;

/**
 * What is known about a person and an organization.
 */
public enum Membership {

	/** The person has signed up into it. */
	MEMBER,

	/** Nobody with this address has. */
	STRANGER,

	/** The login provider could not be asked. */
	UNKNOWN

}
