package dev.missioncontrol.invite.api.replay.r2dbc;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.deadletter.DeadLetterFilter;
import dev.missioncontrol.invite.api.deadletter.DeadLetterId;
import dev.missioncontrol.invite.api.deadletter.Stage;
import dev.missioncontrol.invite.api.replay.ReplayOrder;
import dev.missioncontrol.invite.api.replay.Selection;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders as they are kept: the selection as JSON, the rest in columns.
 */
final class Orders {

	private final JsonMapper mapper = JsonMapper.builder().build();

	String selection(Selection selection) {
		return this.mapper.writeValueAsString(switch (selection) {
			case Selection.Letters(var ids) -> Map.of("letters", ids.stream().map(DeadLetterId::toString).toList());
			case Selection.Kind(var filter) -> Map.of("filter", fields(filter));
			case Selection.Range(var stage, var from, var to) ->
				Map.of("range", Map.of("stage", stage.wireName(), "from", from.toString(), "to", to.toString()));
		});
	}

	private static Map<String, @Nullable String> fields(DeadLetterFilter filter) {
		Map<String, @Nullable String> fields = new LinkedHashMap<>();
		fields.put("stage", (filter.stage() != null) ? filter.stage().wireName() : null);
		fields.put("organization", filter.organization());
		fields.put("reason", filter.reason());
		fields.put("from", (filter.from() != null) ? filter.from().toString() : null);
		fields.put("to", (filter.to() != null) ? filter.to().toString() : null);
		return fields;
	}

	/** Reads the columns of a job. */
	ReplayOrder order(Readable row) {
		JsonNode root = this.mapper.readTree(Columns.required(row, "selection", String.class));
		return new ReplayOrder(selection(root), Columns.required(row, "dry_run", Boolean.class),
				Columns.required(row, "forced", Boolean.class), Columns.required(row, "rate", Integer.class));
	}

	private static Selection selection(JsonNode root) {
		if (root.has("letters")) {
			List<DeadLetterId> ids = root.get("letters")
				.valueStream()
				.map((id) -> DeadLetterId.parse(id.stringValue()).orElseThrow())
				.toList();
			return new Selection.Letters(ids);
		}
		if (root.has("filter")) {
			JsonNode filter = root.get("filter");
			String stage = text(filter, "stage");
			return new Selection.Kind(new DeadLetterFilter((stage != null) ? stage(stage) : null,
					text(filter, "organization"), text(filter, "reason"), time(filter, "from"), time(filter, "to")));
		}
		JsonNode range = root.get("range");
		return new Selection.Range(stage(range.get("stage").stringValue()),
				Instant.parse(range.get("from").stringValue()), Instant.parse(range.get("to").stringValue()));
	}

	private static Stage stage(String name) {
		return Stage.named(name).orElseThrow();
	}

	private static @Nullable String text(JsonNode fields, String name) {
		return fields.get(name).stringValue(null);
	}

	private static @Nullable Instant time(JsonNode fields, String name) {
		String text = text(fields, name);
		return (text != null) ? Instant.parse(text) : null;
	}

}
