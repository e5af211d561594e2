package dev.missioncontrol.invite.sandbox;

import java.util.Locale;

/**
 * What protects the links.
 */
enum LinkKind {

	/** Their token. */
	PLAIN,

	/** A Hawk bewit as well. */
	HAWK;

	/** As settings and the command line name it. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
