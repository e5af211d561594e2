package dev.missioncontrol.invite.api.policy;

/**
 * What a resend does to the links before it.
 */
public enum ResendPolicy {

	/** They stop working. */
	SUPERSEDE,

	/** Each works until it expires. */
	KEEP

}
