package dev.missioncontrol.invite.api.invite.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.body.web.JsonReader;
import dev.missioncontrol.invite.api.invite.ResendRequest;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of a resend, which may be absent.
 */
final class ResendRequestReader {

	private final JsonReader json = new JsonReader();

	/**
	 * Reads a body.
	 * @param body the bytes as they came; none for a resend without a word
	 * @return the request with what is malformed in it
	 * @throws dev.missioncontrol.invite.api.problem.ProblemException when it is not JSON
	 */
	ResendRequest read(byte[] body) {
		if (body.length == 0) {
			return ResendRequest.PLAIN;
		}
		JsonNode root = this.json.read(body);
		if (!root.isObject()) {
			return new ResendRequest(null, List.of(new Violation("", "wrong-type", "The body must be a JSON object.")));
		}
		List<Violation> malformed = new ArrayList<>();
		@Nullable String ttl = null;
		for (Map.Entry<String, JsonNode> field : root.properties()) {
			JsonNode value = field.getValue();
			if (!field.getKey().equals("ttl")) {
				malformed.add(new Violation("/" + field.getKey().replace("~", "~0").replace("/", "~1"), "unknown-field",
						"There is no such field."));
			}
			else if (value.isString()) {
				ttl = value.stringValue();
			}
			else if (!value.isNull()) {
				malformed.add(new Violation("/ttl", "wrong-type", "This must be a string."));
			}
		}
		return new ResendRequest(ttl, malformed);
	}

}
