package dev.missioncontrol.invite.api.member;

/**
 * What happens to an invite when the login provider cannot be asked.
 */
public enum WhenUnknown {

	/** It is accepted: membership is looked at again when the person logs in. */
	ACCEPT,

	/** It is refused for now. */
	REFUSE

}
