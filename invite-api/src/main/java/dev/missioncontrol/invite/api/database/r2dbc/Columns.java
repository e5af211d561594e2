package dev.missioncontrol.invite.api.database.r2dbc;

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
public final class Columns {

	private Columns() {
	}

	/**
	 * A column of ids.
	 * @param <T> a row
	 * @param rows the rows
	 * @param column gives the value of one
	 * @return the values in the order of the rows
	 */
	public static <T> @Nullable UUID[] uuids(List<T> rows, Function<T, @Nullable UUID> column) {
		@Nullable UUID[] values = new UUID[rows.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = column.apply(rows.get(i));
		}
		return values;
	}

	/**
	 * A column of numbers.
	 * @param <T> a row
	 * @param rows the rows
	 * @param column gives the value of one
	 * @return the values in the order of the rows
	 */
	public static <T> @Nullable Integer[] integers(List<T> rows, Function<T, @Nullable Integer> column) {
		@Nullable Integer[] values = new Integer[rows.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = column.apply(rows.get(i));
		}
		return values;
	}

	/**
	 * A column of long numbers.
	 * @param <T> a row
	 * @param rows the rows
	 * @param column gives the value of one
	 * @return the values in the order of the rows
	 */
	public static <T> @Nullable Long[] longs(List<T> rows, Function<T, @Nullable Long> column) {
		@Nullable Long[] values = new Long[rows.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = column.apply(rows.get(i));
		}
		return values;
	}

	/**
	 * A column of texts.
	 * @param <T> a row
	 * @param rows the rows
	 * @param column gives the value of one
	 * @return the values in the order of the rows
	 */
	public static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> column) {
		@Nullable String[] texts = new String[rows.size()];
		for (int i = 0; i < texts.length; i++) {
			texts[i] = column.apply(rows.get(i));
		}
		return texts;
	}

	/**
	 * A column of times.
	 * @param <T> a row
	 * @param rows the rows
	 * @param column gives the value of one
	 * @return the values in the order of the rows
	 */
	public static <T> @Nullable OffsetDateTime[] times(List<T> rows, Function<T, @Nullable Instant> column) {
		@Nullable OffsetDateTime[] times = new OffsetDateTime[rows.size()];
		for (int i = 0; i < times.length; i++) {
			times[i] = time(column.apply(rows.get(i)));
		}
		return times;
	}

	/**
	 * A time as the driver takes it.
	 * @param time an instant or null
	 * @return the same, in UTC
	 */
	public static @Nullable OffsetDateTime time(@Nullable Instant time) {
		return (time != null) ? time.atOffset(ZoneOffset.UTC) : null;
	}

	/**
	 * A value that must be there.
	 * @param <T> its type
	 * @param row the row
	 * @param column name of the column
	 * @param type its type
	 * @return the value
	 * @throws IllegalStateException when it is null
	 */
	public static <T> T required(Readable row, String column, Class<T> type) {
		T value = row.get(column, type);
		if (value == null) {
			throw new IllegalStateException(column + " is null");
		}
		return value;
	}

	/**
	 * A time that must be there.
	 * @param row the row
	 * @param column name of the column
	 * @return the time
	 * @throws IllegalStateException when it is null
	 */
	public static Instant time(Readable row, String column) {
		return required(row, column, OffsetDateTime.class).toInstant();
	}

	/**
	 * A time that may be there.
	 * @param row the row
	 * @param column name of the column
	 * @return the time or null
	 */
	public static @Nullable Instant timeOrNull(Readable row, String column) {
		OffsetDateTime value = row.get(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
