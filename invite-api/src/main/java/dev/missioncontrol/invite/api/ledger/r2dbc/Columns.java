package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/**
 * Values of rows, and lists of rows as one array per column, which is how many rows go to
 * PostgreSQL in one statement.
 */
final class Columns {

	private Columns() {
	}

	static <T> UUID[] uuids(List<T> rows, Function<T, UUID> column) {
		return rows.stream().map(column).toArray(UUID[]::new);
	}

	static <T> Integer[] integers(List<T> rows, Function<T, Integer> column) {
		return rows.stream().map(column).toArray(Integer[]::new);
	}

	static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> column) {
		@Nullable String[] texts = new String[rows.size()];
		for (int i = 0; i < texts.length; i++) {
			texts[i] = column.apply(rows.get(i));
		}
		return texts;
	}

	static <T> OffsetDateTime[] times(List<T> rows, Function<T, Instant> column) {
		return rows.stream().map(column).map((time) -> time.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
	}

	static <T> T required(Readable row, String column, Class<T> type) {
		T value = row.get(column, type);
		if (value == null) {
			throw new IllegalStateException(column + " is null");
		}
		return value;
	}

	static Instant time(Readable row, String column) {
		return required(row, column, OffsetDateTime.class).toInstant();
	}

}
