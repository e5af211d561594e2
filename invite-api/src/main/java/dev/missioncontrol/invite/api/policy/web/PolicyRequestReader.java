package dev.missioncontrol.invite.api.policy.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.missioncontrol.invite.api.body.web.JsonReader;
import dev.missioncontrol.invite.api.policy.PolicyRequest;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of a policy.
 */
final class PolicyRequestReader {

	private static final Set<String> FIELDS = Set.of("defaultTtl", "maxTtl", "allowedRoles", "allowedDomains",
			"deniedDomains", "resend", "dailyQuota", "ratePerMinute");

	private final JsonReader json = new JsonReader();

	/**
	 * Reads a body.
	 * @param body the bytes as they came
	 * @return the policy with what is malformed in it
	 * @throws dev.missioncontrol.invite.api.problem.ProblemException when there is no
	 * body or it is not JSON
	 */
	PolicyRequest read(byte[] body) {
		JsonNode root = this.json.read(body);
		List<Violation> malformed = new ArrayList<>();
		if (!root.isObject()) {
			malformed.add(new Violation("", "wrong-type", "The body must be a JSON object."));
		}
		for (Map.Entry<String, JsonNode> field : root.properties()) {
			if (!FIELDS.contains(field.getKey())) {
				malformed.add(new Violation("/" + field.getKey().replace("~", "~0").replace("/", "~1"), "unknown-field",
						"There is no such field."));
			}
		}
		return new PolicyRequest(text(root, "defaultTtl", malformed), text(root, "maxTtl", malformed),
				texts(root, "allowedRoles", malformed), texts(root, "allowedDomains", malformed),
				texts(root, "deniedDomains", malformed), text(root, "resend", malformed),
				number(root, "dailyQuota", malformed), number(root, "ratePerMinute", malformed), malformed);
	}

	private static @Nullable String text(JsonNode root, String name, List<Violation> malformed) {
		JsonNode value = root.path(name);
		if (value.isString()) {
			return value.stringValue();
		}
		objectUnlessAbsent(value, "/" + name, "This must be a string.", malformed);
		return null;
	}

	private static @Nullable Integer number(JsonNode root, String name, List<Violation> malformed) {
		JsonNode value = root.path(name);
		if (value.isIntegralNumber() && value.canConvertToInt()) {
			return value.intValue();
		}
		objectUnlessAbsent(value, "/" + name, "This must be a whole number.", malformed);
		return null;
	}

	private static @Nullable List<String> texts(JsonNode root, String name, List<Violation> malformed) {
		JsonNode value = root.path(name);
		if (!value.isArray()) {
			objectUnlessAbsent(value, "/" + name, "This must be an array of strings.", malformed);
			return null;
		}
		List<String> texts = new ArrayList<>();
		int index = 0;
		for (JsonNode element : value) {
			if (element.isString()) {
				texts.add(element.stringValue());
			}
			else {
				malformed.add(new Violation("/" + name + "/" + index, "wrong-type", "This must be a string."));
			}
			index++;
		}
		return texts;
	}

	/** An explicit null is the same as an absent field. */
	private static void objectUnlessAbsent(JsonNode value, String pointer, String detail, List<Violation> malformed) {
		if (!value.isMissingNode() && !value.isNull()) {
			malformed.add(new Violation(pointer, "wrong-type", detail));
		}
	}

}
