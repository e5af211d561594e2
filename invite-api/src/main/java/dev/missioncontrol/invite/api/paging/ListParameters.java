package dev.missioncontrol.invite.api.paging;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a list. Collects all that is wrong with them.
 */
public final class ListParameters {

	private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]{1,255}");

	private final List<Violation> violations = new ArrayList<>();

	private final Map<String, List<String>> parameters;

	/**
	 * Reads the parameters of a request.
	 * @param parameters as they came
	 * @param known names of those that there are
	 */
	public ListParameters(Map<String, List<String>> parameters, Set<String> known) {
		this.parameters = parameters;
		parameters.forEach((name, values) -> {
			if (!known.contains(name)) {
				object(name, "unknown-field", "There is no such parameter.");
			}
			else if (values.size() > 1) {
				object(name, "duplicate-name", "Send this parameter once.");
			}
		});
	}

	/**
	 * A parameter out of a closed set.
	 * @param <T> the values
	 * @param name of the parameter
	 * @param values gives empty for what is none of them
	 * @return null when it is absent or wrong
	 */
	public <T> @Nullable T oneOf(String name, Function<String, Optional<T>> values) {
		String text = first(name);
		if (text == null) {
			return null;
		}
		Optional<T> value = values.apply(text);
		if (value.isEmpty()) {
			unknown(name);
		}
		return value.orElse(null);
	}

	/**
	 * Several out of a closed set, separated by commas.
	 * @param <T> the values
	 * @param name of the parameter
	 * @param values gives empty for what is none of them
	 * @return empty when it is absent or wrong
	 */
	public <T> Set<T> someOf(String name, Function<String, Optional<T>> values) {
		String text = first(name);
		Set<T> found = new LinkedHashSet<>();
		for (String part : (text != null) ? text.split(",", -1) : new String[0]) {
			values.apply(part).ifPresentOrElse(found::add, () -> unknown(name));
		}
		return found;
	}

	/**
	 * A short text.
	 * @param name of the parameter
	 * @return null when it is absent or wrong
	 */
	public @Nullable String text(String name) {
		return parsed(name, (text) -> Optional.of(text).filter((value) -> TEXT.matcher(value).matches()),
				"invalid-text", "This must have 1 to 255 characters, none of them a control character.");
	}

	/**
	 * A time.
	 * @param name of the parameter
	 * @return null when it is absent or wrong
	 */
	public @Nullable Instant time(String name) {
		return parsed(name, ListParameters::instant, "invalid-time", "Send a time such as 2026-11-21T12:00:00Z.");
	}

	/**
	 * Where the last page ended.
	 * @param columns number of columns that the list is sorted by
	 * @return null when it is absent or wrong
	 */
	public @Nullable Cursor cursor(int columns) {
		return parsed("cursor", (text) -> Cursor.parse(text, columns), "invalid-cursor",
				"Send nextCursor of the page before.");
	}

	/**
	 * How many items a page has.
	 * @param pageSize when none are asked for
	 * @param maxPageSize the most
	 * @return the number
	 */
	public int limit(int pageSize, int maxPageSize) {
		Integer limit = parsed("limit", (text) -> number(text, maxPageSize), "out-of-range",
				"Send a number from 1 to " + maxPageSize + ".");
		return (limit != null) ? limit : pageSize;
	}

	private @Nullable String first(String name) {
		List<String> values = this.parameters.getOrDefault(name, List.of());
		return values.isEmpty() ? null : values.getFirst();
	}

	/**
	 * A parameter of another form.
	 * @param <T> what it means
	 * @param name of the parameter
	 * @param parser gives empty for what does not follow the form
	 * @param code of the violation then
	 * @param detail of the violation then
	 * @return null when it is absent or wrong
	 */
	public <T> @Nullable T parsed(String name, Function<String, Optional<T>> parser, String code, String detail) {
		String text = first(name);
		if (text == null) {
			return null;
		}
		Optional<T> value = parser.apply(text);
		if (value.isEmpty()) {
			object(name, code, detail);
		}
		return value.orElse(null);
	}

	/**
	 * Reads a time within the calendar of the database.
	 * @param text RFC 3339
	 * @return empty when it is none
	 */
	public static Optional<Instant> instant(String text) {
		try {
			Instant time = OffsetDateTime.parse(text).toInstant();
			return Optional.of(time)
				.filter((it) -> it.isAfter(Instant.EPOCH) && it.isBefore(Instant.parse("9999-12-31T00:00:00Z")));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static Optional<Integer> number(String text, int max) {
		try {
			return Optional.of(Integer.valueOf(text)).filter((value) -> value >= 1 && value <= max);
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	private void unknown(String name) {
		object(name, "unknown-value", "This is none of its values.");
	}

	private void object(String name, String code, String detail) {
		Violation violation = new Violation("/" + name.replace("~", "~0").replace("/", "~1"), code, detail);
		if (!this.violations.contains(violation)) {
			this.violations.add(violation);
		}
	}

	/**
	 * Ends the reading.
	 * @throws ProblemException when anything was wrong
	 */
	public void check() {
		if (!this.violations.isEmpty()) {
			throw new ProblemException(Problem.invalid(this.violations));
		}
	}

}
