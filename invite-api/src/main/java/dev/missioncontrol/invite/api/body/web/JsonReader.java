package dev.missioncontrol.invite.api.body.web;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads bodies as JSON: one document, no field twice, no deep nesting. Gives the tree, so
 * that its reader can tell all that is wrong at once.
 */
public final class JsonReader {

	private static final int MAX_DEPTH = 20;

	private static final int MAX_NAME_LENGTH = 1024;

	private final JsonMapper mapper = JsonMapper
		.builder(JsonFactory.builder()
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.streamReadConstraints(
					StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNameLength(MAX_NAME_LENGTH).build())
			.build())
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/**
	 * Reads a body.
	 * @param body the bytes as they came
	 * @return what they hold
	 * @throws ProblemException when there is no body or it is not JSON
	 */
	public JsonNode read(byte[] body) {
		if (body.length == 0) {
			throw new ProblemException(Problem.of(ProblemCode.BODY_MISSING, "Send a JSON object."));
		}
		try {
			JsonNode root = this.mapper.readTree(body);
			if (root.isMissingNode()) {
				throw new ProblemException(Problem.of(ProblemCode.BODY_MISSING, "Send a JSON object."));
			}
			return root;
		}
		catch (JacksonException ex) {
			throw new ProblemException(Problem.of(ProblemCode.MALFORMED_JSON, where(ex)));
		}
	}

	/** The place only: Jackson's own message quotes what it found there. */
	private static String where(JacksonException ex) {
		return (ex.getLocation() == null) ? "The body cannot be read as JSON."
				: "The body cannot be read as JSON from line " + ex.getLocation().getLineNr() + ", column "
						+ ex.getLocation().getColumnNr() + " on.";
	}

}
