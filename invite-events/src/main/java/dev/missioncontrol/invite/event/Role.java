package dev.missioncontrol.invite.event;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The name of a role. Which roles exist is a setting of invite-api; here only the form is
 * checked.
 *
 * @param name 1 to 64 characters: a lower-case letter, then letters, digits, {@code _ -}
 */
public record Role(@JsonValue String name) implements Comparable<Role> {

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

	/**
	 * Checks the form.
	 * @throws IllegalArgumentException when the name does not follow it
	 */
	@JsonCreator
	public Role {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("not a role name");
		}
	}

	@Override
	public int compareTo(Role other) {
		return this.name.compareTo(other.name);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
