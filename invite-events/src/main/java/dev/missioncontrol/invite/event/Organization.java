package dev.missioncontrol.invite.event;

import java.util.regex.Pattern;

/**
 * The organization that a person is invited into.
 *
 * @param id stable id, 1 to 128 characters out of letters, digits and {@code . _ : -}
 * @param name what people call it, 1 to 255 characters without control characters
 */
public record Organization(String id, String name) {

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

	private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,255}");

	/**
	 * Checks both parts.
	 * @throws IllegalArgumentException when one does not follow its form
	 */
	public Organization {
		if (!ID.matcher(id).matches()) {
			throw new IllegalArgumentException("not an organization id");
		}
		if (name.isBlank() || !NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("not an organization name");
		}
	}

}
