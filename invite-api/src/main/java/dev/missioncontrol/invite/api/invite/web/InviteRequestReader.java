package dev.missioncontrol.invite.api.invite.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.body.web.JsonReader;
import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of an invite request. Walks the tree instead of binding it, because a
 * binder stops at the first thing that is wrong, and here all of them are told.
 */
public final class InviteRequestReader {

	private static final String ORGANIZATION = "The organization comes from the token; it cannot be chosen.";

	private final JsonReader json = new JsonReader();

	/**
	 * Reads a body.
	 * @param body the bytes as they came
	 * @return the request with what is malformed in it
	 * @throws ProblemException when there is no body or it is not JSON
	 */
	public InviteRequest read(byte[] body) {
		JsonNode root = this.json.read(body);
		List<Violation> malformed = new ArrayList<>();
		if (!root.isObject()) {
			malformed.add(new Violation("", "wrong-type", "The body must be a JSON object."));
			return new InviteRequest(null, null, null, null, null, null, malformed);
		}
		Fields fields = new Fields(malformed);
		for (Map.Entry<String, JsonNode> field : root.properties()) {
			fields.take(field.getKey(), field.getValue());
		}
		return new InviteRequest(fields.email, fields.roles, fields.ttl, fields.locale, fields.metadata,
				fields.onDuplicate, malformed);
	}

	/** What is found in the object, field by field. */
	private static final class Fields {

		/** Elements of a list or an object; what has more is not looked at. */
		private static final int MOST_ELEMENTS = 200;

		/** Enough to know that nothing fits; a small body can hold thousands. */
		private static final int MOST_VIOLATIONS = 50;

		private final List<Violation> malformed;

		private @Nullable String email;

		private @Nullable List<@Nullable String> roles;

		private @Nullable String ttl;

		private @Nullable String locale;

		private @Nullable Map<String, @Nullable String> metadata;

		private @Nullable String onDuplicate;

		Fields(List<Violation> malformed) {
			this.malformed = malformed;
		}

		/** An explicit null is the same as an absent field. */
		void take(String name, JsonNode value) {
			String pointer = pointer("", name);
			switch (name) {
				case "email" -> this.email = text(pointer, value);
				case "roles" -> this.roles = texts(pointer, value);
				case "ttl" -> this.ttl = text(pointer, value);
				case "locale" -> this.locale = text(pointer, value);
				case "metadata" -> this.metadata = pairs(pointer, value);
				case "onDuplicate" -> this.onDuplicate = text(pointer, value);
				case "organization", "organizationId", "organization_id" ->
					object(pointer, "organization-in-body", ORGANIZATION);
				default -> object(pointer, "unknown-field", "There is no such field.");
			}
		}

		private @Nullable String text(String pointer, JsonNode value) {
			if (value.isNull()) {
				return null;
			}
			if (!value.isString()) {
				object(pointer, "wrong-type", "This must be a string.");
				return null;
			}
			return value.stringValue();
		}

		private @Nullable List<@Nullable String> texts(String pointer, JsonNode value) {
			if (value.isNull()) {
				return null;
			}
			if (!value.isArray()) {
				object(pointer, "wrong-type", "This must be an array of strings.");
				return null;
			}
			if (hasTooMany(pointer, value)) {
				return null;
			}
			List<@Nullable String> texts = new ArrayList<>();
			for (JsonNode element : value) {
				texts.add(required(pointer(pointer, Integer.toString(texts.size())), element));
			}
			return texts;
		}

		private @Nullable Map<String, @Nullable String> pairs(String pointer, JsonNode value) {
			if (value.isNull()) {
				return null;
			}
			if (!value.isObject()) {
				object(pointer, "wrong-type", "This must be an object with strings as values.");
				return null;
			}
			if (hasTooMany(pointer, value)) {
				return null;
			}
			Map<String, @Nullable String> pairs = new LinkedHashMap<>();
			for (Map.Entry<String, JsonNode> pair : value.properties()) {
				pairs.put(pair.getKey(), required(pointer(pointer, pair.getKey()), pair.getValue()));
			}
			return pairs;
		}

		private @Nullable String required(String pointer, JsonNode value) {
			if (!value.isString()) {
				object(pointer, "wrong-type", "This must be a string.");
				return null;
			}
			return value.stringValue();
		}

		private boolean hasTooMany(String pointer, JsonNode value) {
			if (value.size() <= MOST_ELEMENTS) {
				return false;
			}
			object(pointer, "too-many", "At most " + MOST_ELEMENTS + " elements are read.");
			return true;
		}

		private void object(String pointer, String code, String detail) {
			if (this.malformed.size() < MOST_VIOLATIONS) {
				this.malformed.add(new Violation(pointer, code, detail));
			}
		}

		/** RFC 6901 section 3. */
		private static String pointer(String parent, String name) {
			return parent + "/" + name.replace("~", "~0").replace("/", "~1");
		}

	}

}
