package dev.missioncontrol.invite.api.batch.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.missioncontrol.invite.api.batch.RowContent;
import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a CSV mean, by its header. Names are in any case, those of metadata
 * as they are.
 */
final class CsvColumns {

	private static final int MOST_ROLES = 200;

	private static final String METADATA = "metadata.";

	private static final Set<String> KNOWN = Set.of("email", "roles", "ttl", "locale", "onduplicate");

	private final List<String> names;

	private CsvColumns(List<String> names) {
		this.names = names;
	}

	/**
	 * Reads a header.
	 * @throws ProblemException when it names what there is not, or lacks something
	 */
	static CsvColumns of(List<String> header) {
		List<String> names = header.stream().map(CsvColumns::name).toList();
		List<Violation> violations = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < names.size(); i++) {
			String name = names.get(i);
			if (!KNOWN.contains(name) && (!name.startsWith(METADATA) || name.length() == METADATA.length())) {
				violations.add(new Violation("/header/" + i, "unknown-column",
						"Columns are email, roles, ttl, locale, onDuplicate and metadata.NAME."));
			}
			else if (!seen.add(name)) {
				violations.add(new Violation("/header/" + i, "duplicate-name", "Name each column once."));
			}
		}
		for (String required : List.of("email", "roles")) {
			if (!seen.contains(required)) {
				violations.add(new Violation("/header", "required",
						"The first row must name the columns; " + required + " is missing. Commas separate them."));
			}
		}
		if (!violations.isEmpty()) {
			throw new ProblemException(Problem.invalid(violations));
		}
		return new CsvColumns(names);
	}

	private static String name(String cell) {
		String name = cell.strip();
		String folded = name.toLowerCase(Locale.ROOT);
		return folded.startsWith(METADATA) ? METADATA + name.substring(METADATA.length()) : folded;
	}

	/** What a record says. */
	RowContent row(List<String> cells) {
		if (cells.size() != this.names.size()) {
			return new RowContent.Illegible(
					new Violation("", "malformed-row", "The row has not as many cells as the header."));
		}
		Map<String, String> values = new LinkedHashMap<>();
		Map<String, @Nullable String> metadata = new LinkedHashMap<>();
		for (int i = 0; i < cells.size(); i++) {
			String name = this.names.get(i);
			if (name.startsWith(METADATA)) {
				if (!cells.get(i).isEmpty()) {
					metadata.put(name.substring(METADATA.length()), cells.get(i));
				}
			}
			else if (!cells.get(i).isBlank()) {
				values.put(name, cells.get(i).strip());
			}
		}
		return new RowContent.Legible(new InviteRequest(values.get("email"), roles(values.get("roles")),
				values.get("ttl"), values.get("locale"), metadata.isEmpty() ? null : metadata,
				values.get("onduplicate"), List.of()));
	}

	/** More than a request may name are too many, however many there are. */
	private static @Nullable List<@Nullable String> roles(@Nullable String cell) {
		return Optional.ofNullable(cell)
			.<List<@Nullable String>>map((text) -> new ArrayList<>(Arrays.stream(text.split("[;|,\\s]+", -1))
				.filter((name) -> !name.isEmpty())
				.limit(MOST_ROLES)
				.toList()))
			.orElse(null);
	}

}
