package dev.missioncontrol.invite.sandbox.intercom;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * What Intercom takes as custom attributes of a contact (its API reference, "Data
 * attributes" and "Rate and size limits"). One workspace knows a limited number of names,
 * over all its contacts.
 */
final class Attributes {

	/** Longest string, in characters. */
	static final int MAX_LENGTH = 255;

	/** Most names that a workspace knows. */
	static final int MAX_NAMES = 250;

	/** Kept by Intercom as parts of the contact itself. */
	private static final Set<String> STANDARD = Set.of("email", "name", "firstName", "lastName", "phone", "avatar",
			"createdAt", "company", "companies");

	private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_ -]{1,190}");

	private final Set<String> names = new HashSet<>();

	boolean isCustom(String name) {
		return !STANDARD.contains(name);
	}

	/**
	 * Why an attribute is refused; empty when it is taken, and its name known from then
	 * on.
	 */
	Optional<String> refusal(Map.Entry<String, JsonNode> attribute) {
		JsonNode value = attribute.getValue();
		if (!NAME.matcher(attribute.getKey()).matches()) {
			return Optional.of("bad-name");
		}
		if (!value.isValueNode()) {
			return Optional.of("not-a-scalar");
		}
		if (value.isString() && value.stringValue().length() > MAX_LENGTH) {
			return Optional.of("too-long");
		}
		if (!this.names.contains(attribute.getKey()) && this.names.size() >= MAX_NAMES) {
			return Optional.of("too-many-names");
		}
		this.names.add(attribute.getKey());
		return Optional.empty();
	}

}
