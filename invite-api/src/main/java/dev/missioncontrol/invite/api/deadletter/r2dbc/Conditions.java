package dev.missioncontrol.invite.api.deadletter.r2dbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.deadletter.DeadLetterFilter;
import dev.missioncontrol.invite.api.deadletter.DeadLetterState;
import dev.missioncontrol.invite.api.paging.Cursor;
import org.jspecify.annotations.Nullable;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The conditions of a list, and only those that leave something out.
 */
final class Conditions {

	private final List<String> conditions = new ArrayList<>();

	private final Map<String, Object> values = new LinkedHashMap<>();

	Conditions(DeadLetterFilter filter) {
		add("d.stage = :stage", "stage", (filter.stage() != null) ? filter.stage().wireName() : null);
		add("d.organization_id = :organization", "organization", filter.organization());
		add("d.reason = :reason", "reason", filter.reason());
		add("d.last_at >= :from", "from", Columns.time(filter.from()));
		add("d.last_at < :to", "to", Columns.time(filter.to()));
	}

	private void add(String condition, String name, @Nullable Object value) {
		if (value != null) {
			this.conditions.add(condition);
			this.values.put(name, value);
		}
	}

	void state(DeadLetterState state) {
		String replayed = """
				exists (select from dead_letter_replay r where r.topic = d.topic and r.partition = d.partition
					and r.position = d.position and r.sent_at is not null)""";
		this.conditions.add(switch (state) {
			case OPEN -> "not " + replayed;
			case REPLAYED -> replayed;
		});
	}

	void after(Cursor cursor) {
		List<String> parts = cursor.parts();
		this.conditions.add("(d.last_at, d.topic, d.partition, d.position) < (:at, :topic, :partition, :position)");
		try {
			this.values.put("at", Objects.requireNonNull(Columns.time(DeadLetterRows.time(parts.get(0)))));
			this.values.put("topic", parts.get(1));
			this.values.put("partition", Integer.parseInt(parts.get(2)));
			this.values.put("position", Long.parseLong(parts.get(3)));
		}
		catch (NumberFormatException ex) {
			throw DeadLetterRows.badCursor();
		}
	}

	String where() {
		return this.conditions.isEmpty() ? "" : " where " + String.join(" and ", this.conditions);
	}

	DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec statement) {
		DatabaseClient.GenericExecuteSpec bound = statement;
		for (Map.Entry<String, Object> value : this.values.entrySet()) {
			bound = bound.bind(value.getKey(), value.getValue());
		}
		return bound;
	}

}
