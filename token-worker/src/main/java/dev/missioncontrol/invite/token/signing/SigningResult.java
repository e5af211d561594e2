package dev.missioncontrol.invite.token.signing;

import dev.missioncontrol.invite.event.InviteSigned;

/**
 * What became of a command.
 */
public sealed interface SigningResult {

	/**
	 * The link exists.
	 *
	 * @param event the invite with its link and chunks
	 */
	record Signed(InviteSigned event) implements SigningResult {
	}

	/**
	 * No link can be made, now or later.
	 *
	 * @param code stable code, such as {@code url-too-long}
	 * @param detail what exactly, without personal data
	 */
	record Refused(String code, String detail) implements SigningResult {
	}

	/** A command that needs no link. */
	record Ignored() implements SigningResult {
	}

}
