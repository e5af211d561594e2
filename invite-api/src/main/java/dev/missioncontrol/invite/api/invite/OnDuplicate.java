package dev.missioncontrol.invite.api.invite;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request wants when the person has a pending invite already.
 */
public enum OnDuplicate {

	/** To be refused. */
	ERROR,

	/** A new generation of that invite. */
	RESEND,

	/** That invite is taken back, and the new one takes its place. */
	REPLACE;

	/**
	 * The name on the wire.
	 * @return one lower-case word
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<OnDuplicate> named(String wireName) {
		return Arrays.stream(values()).filter((each) -> each.wireName().equals(wireName)).findAny();
	}

}
