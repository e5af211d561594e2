package dev.missioncontrol.invite.api.policy;

/**
 * What holds for an organization whose rules cannot be read and are not remembered.
 */
public enum WhenUnknown {

	/** Nobody is invited until they can be read. */
	REFUSE,

	/** The operator's rules alone. */
	OPERATOR

}
