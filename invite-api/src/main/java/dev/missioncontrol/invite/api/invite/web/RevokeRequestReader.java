package dev.missioncontrol.invite.api.invite.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.body.web.JsonReader;
import dev.missioncontrol.invite.api.invite.RevokeRequest;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of a revocation, which may be absent.
 */
final class RevokeRequestReader {

	private final JsonReader json = new JsonReader();

	/**
	 * Reads a body.
	 * @param body the bytes as they came; none for a revocation without a word
	 * @return the request with what is malformed in it
	 * @throws dev.missioncontrol.invite.api.problem.ProblemException when it is not JSON
	 */
	RevokeRequest read(byte[] body) {
		if (body.length == 0) {
			return RevokeRequest.PLAIN;
		}
		JsonNode root = this.json.read(body);
		if (!root.isObject()) {
			return new RevokeRequest(null, List.of(new Violation("", "wrong-type", "The body must be a JSON object.")));
		}
		List<Violation> malformed = new ArrayList<>();
		@Nullable String reason = null;
		for (Map.Entry<String, JsonNode> field : root.properties()) {
			JsonNode value = field.getValue();
			if (!field.getKey().equals("reason")) {
				malformed.add(new Violation("/" + field.getKey().replace("~", "~0").replace("/", "~1"), "unknown-field",
						"There is no such field."));
			}
			else if (value.isString()) {
				reason = value.stringValue();
			}
			else if (!value.isNull()) {
				malformed.add(new Violation("/reason", "wrong-type", "This must be a string."));
			}
		}
		return new RevokeRequest(reason, malformed);
	}

}
