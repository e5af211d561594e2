package dev.missioncontrol.invite.api.ledger;

import java.util.Locale;

/**
 * Names of constants as events write them.
 */
final class WireNames {

	private WireNames() {
	}

	static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
