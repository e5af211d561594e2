package dev.missioncontrol.invite.api.batch.r2dbc;

import java.util.List;

import dev.missioncontrol.invite.api.batch.RowContent;
import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows as they are kept: the same row gives the same text. In ASCII, because callers may
 * send what PostgreSQL cannot keep, such as NUL and halves of surrogate pairs.
 */
final class RowJson {

	private static final TypeReference<List<Violation>> VIOLATIONS = new TypeReference<>() {
	};

	private final JsonMapper mapper = JsonMapper
		.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	String write(RowContent content) {
		return this.mapper.writeValueAsString(switch (content) {
			case RowContent.Legible(var request) -> new Stored(request, null);
			case RowContent.Illegible(var violation) -> new Stored(null, violation);
		});
	}

	RowContent read(String text) {
		Stored stored = this.mapper.readValue(text, Stored.class);
		if (stored.request() != null) {
			return new RowContent.Legible(stored.request());
		}
		if (stored.unreadable() != null) {
			return new RowContent.Illegible(stored.unreadable());
		}
		throw new IllegalStateException("a stored row holds nothing");
	}

	String writeViolations(List<Violation> violations) {
		return this.mapper.writeValueAsString(violations);
	}

	List<Violation> readViolations(@Nullable String text) {
		return (text != null) ? this.mapper.readValue(text, VIOLATIONS) : List.of();
	}

	/** One of the two. */
	private record Stored(@Nullable InviteRequest request, @Nullable Violation unreadable) {
	}

}
