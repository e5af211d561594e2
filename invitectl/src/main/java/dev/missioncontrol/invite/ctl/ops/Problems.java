package dev.missioncontrol.invite.ctl.ops;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says in one line what an answer refuses: problem+json (RFC 9457) when it is that, its
 * status otherwise.
 */
final class Problems {

	private Problems() {
	}

	static ApiFailure of(HttpResponse<String> response) {
		int status = response.statusCode();
		ApiFailure.Kind kind = (status >= 500 || status == 429) ? ApiFailure.Kind.PASSING : ApiFailure.Kind.FINAL;
		JsonNode problem = read(response.body());
		String title = (problem != null) ? text(problem, "title") : "";
		if (problem == null || title.isEmpty()) {
			return new ApiFailure("invite-api answered " + status + hint(status), kind);
		}
		List<String> sentences = new ArrayList<>();
		sentences.add(text(problem, "detail"));
		problem.path("errors")
			.forEach((error) -> sentences.add((text(error, "pointer") + " " + text(error, "detail")).strip()));
		sentences.removeIf(String::isEmpty);
		String details = sentences.isEmpty() ? "" : ": " + String.join(" ", sentences);
		String code = text(problem, "code");
		return new ApiFailure(title + details + " (" + (code.isEmpty() ? "" : code + ", ") + "HTTP " + status + ")",
				kind);
	}

	private static String hint(int status) {
		return switch (status) {
			case 401 -> ": the access token is missing, expired or not for this service";
			case 403 -> ": the access token lacks the scope replay:notifications";
			case 404 -> ": nothing is served there; is --api right?";
			default -> "";
		};
	}

	private static @Nullable JsonNode read(String body) {
		try {
			return JsonMapper.shared().readTree(body);
		}
		catch (JacksonException _) {
			return null;
		}
	}

	private static String text(JsonNode node, String name) {
		return node.path(name).isString() ? node.path(name).stringValue() : "";
	}

}
