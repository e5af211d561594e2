package dev.missioncontrol.invite.ctl.command;

import dev.missioncontrol.invite.ctl.console.Console;

/**
 * A person's yes before something that cannot be taken back.
 */
public final class Confirmation {

	private Confirmation() {
	}

	/**
	 * Whether it may be done.
	 * @param console where to ask
	 * @param yes whether the yes was given on the command line
	 * @param question what to ask otherwise
	 * @return false when the person said no
	 * @throws Refusal when nobody is there to ask
	 */
	public static boolean given(Console console, boolean yes, String question) throws Refusal {
		if (yes) {
			return true;
		}
		if (!console.interactive()) {
			throw Refusal.wrongUse("nobody is there to ask: \"" + question + "\" Give --yes");
		}
		return console.confirms(question);
	}

}
