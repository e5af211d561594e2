package dev.missioncontrol.invite.api.replay.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.body.web.JsonReader;
import dev.missioncontrol.invite.api.deadletter.DeadLetterFilter;
import dev.missioncontrol.invite.api.deadletter.DeadLetterId;
import dev.missioncontrol.invite.api.deadletter.Stage;
import dev.missioncontrol.invite.api.paging.ListParameters;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import dev.missioncontrol.invite.api.replay.ReplayOrder;
import dev.missioncontrol.invite.api.replay.Selection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of an order, and tells all that is wrong with it.
 */
final class ReplayOrderReader {

	private static final Set<String> FILTER = Set.of("stage", "organization", "reason", "from", "to");

	private static final Set<String> RANGE = Set.of("stage", "from", "to");

	private static final int MAX_TEXT = 255;

	private final JsonReader json = new JsonReader();

	private final ReplayWebSettings settings;

	ReplayOrderReader(ReplayWebSettings settings) {
		this.settings = settings;
	}

	/**
	 * Reads a body.
	 * @throws ProblemException when anything is wrong with it
	 */
	ReplayOrder read(byte[] body) {
		JsonNode root = this.json.read(body);
		Reading reading = new Reading();
		ReplayOrder order = reading.order(root);
		if (order == null || !reading.violations.isEmpty()) {
			throw new ProblemException(Problem.invalid(reading.violations));
		}
		return order;
	}

	/** One body. */
	private final class Reading {

		private final List<Violation> violations = new ArrayList<>();

		@Nullable ReplayOrder order(JsonNode root) {
			if (!isObject("", root)) {
				return null;
			}
			known("", root, Set.of("deadLetters", "filter", "range", "dryRun", "force", "ratePerSecond"));
			List<@Nullable Selection> selections = new ArrayList<>();
			given(root, "deadLetters").ifPresent((ids) -> selections.add(letters(ids)));
			given(root, "filter").ifPresent((filter) -> selections.add(kind(filter)));
			given(root, "range").ifPresent((range) -> selections.add(range(range)));
			if (selections.size() != 1) {
				object("", "one-selection", "Send exactly one of deadLetters, filter and range.");
			}
			boolean dryRun = flag(root, "dryRun");
			boolean force = flag(root, "force");
			int rate = rate(root);
			Selection selection = selections.isEmpty() ? null : selections.getFirst();
			return (selection != null) ? new ReplayOrder(selection, dryRun, force, rate) : null;
		}

		private @Nullable Selection letters(JsonNode ids) {
			if (!ids.isArray() || ids.isEmpty() || ids.size() > ReplayOrderReader.this.settings.maxDeadLetters()) {
				object("/deadLetters", "out-of-range", "Send an array of 1 to "
						+ ReplayOrderReader.this.settings.maxDeadLetters() + " names, or a filter.");
				return null;
			}
			Set<DeadLetterId> letters = new LinkedHashSet<>();
			for (int i = 0; i < ids.size(); i++) {
				Optional<DeadLetterId> id = Optional.ofNullable(ids.get(i).stringValue(null))
					.flatMap(DeadLetterId::parse);
				if (id.isEmpty()) {
					object("/deadLetters/" + i, "invalid-id", "This is no name of a dead letter.");
				}
				id.ifPresent(letters::add);
			}
			return new Selection.Letters(List.copyOf(letters));
		}

		private @Nullable Selection kind(JsonNode filter) {
			if (!isObject("/filter", filter)) {
				return null;
			}
			known("/filter", filter, FILTER);
			return new Selection.Kind(new DeadLetterFilter(stage("/filter", filter),
					text("/filter", filter, "organization"), text("/filter", filter, "reason"),
					time("/filter", filter, "from"), time("/filter", filter, "to")));
		}

		private @Nullable Selection range(JsonNode range) {
			if (!isObject("/range", range)) {
				return null;
			}
			known("/range", range, RANGE);
			Stream.of("stage", "from", "to")
				.filter((name) -> given(range, name).isEmpty())
				.forEach((name) -> object("/range/" + name, "required", "This is required."));
			Stage stage = stage("/range", range);
			if (stage == Stage.LEDGER) {
				object("/range/stage", "unknown-value", "The ledger sends nothing; build it again instead.");
			}
			Instant from = time("/range", range, "from");
			Instant to = time("/range", range, "to");
			if (stage == null || from == null || to == null) {
				return null;
			}
			if (!from.isBefore(to)) {
				object("/range/to", "out-of-range", "This must be after from.");
			}
			return new Selection.Range(stage, from, to);
		}

		private @Nullable Stage stage(String parent, JsonNode fields) {
			return parsed(parent, fields, "stage", Stage::named, "unknown-value",
					"This must be sign, identify, track or ledger.");
		}

		private @Nullable String text(String parent, JsonNode fields, String name) {
			return parsed(parent, fields, name,
					(text) -> Optional.of(text)
						.filter((value) -> !value.isEmpty() && value.length() <= MAX_TEXT
								&& value.chars().noneMatch(Character::isISOControl)),
					"invalid-text", "This must have 1 to 255 characters, none of them a control character.");
		}

		private @Nullable Instant time(String parent, JsonNode fields, String name) {
			return parsed(parent, fields, name, ListParameters::instant, "invalid-time",
					"Send a time such as 2026-11-21T12:00:00Z.");
		}

		private <T> @Nullable T parsed(String parent, JsonNode fields, String name,
				Function<String, Optional<T>> parser, String code, String detail) {
			Optional<JsonNode> value = given(fields, name);
			if (value.isEmpty()) {
				return null;
			}
			String text = value.get().stringValue(null);
			if (text == null) {
				object(parent + "/" + name, "wrong-type", "This must be a string.");
				return null;
			}
			Optional<T> parsed = parser.apply(text);
			if (parsed.isEmpty()) {
				object(parent + "/" + name, code, detail);
			}
			return parsed.orElse(null);
		}

		private boolean flag(JsonNode root, String name) {
			Optional<JsonNode> value = given(root, name);
			if (value.isPresent() && !value.get().isBoolean()) {
				object("/" + name, "wrong-type", "This must be true or false.");
			}
			return value.map((flag) -> flag.booleanValue(false)).orElse(false);
		}

		private int rate(JsonNode root) {
			Optional<JsonNode> value = given(root, "ratePerSecond");
			int rate = value.map((number) -> number.isInt() ? number.intValue() : 0)
				.orElse(ReplayOrderReader.this.settings.defaultRate());
			if (rate < 1 || rate > ReplayOrderReader.this.settings.maxRate()) {
				object("/ratePerSecond", "out-of-range",
						"Send a number from 1 to " + ReplayOrderReader.this.settings.maxRate() + ".");
			}
			return rate;
		}

		/** An explicit null is the same as an absent field. */
		private static Optional<JsonNode> given(JsonNode fields, String name) {
			return Optional.ofNullable(fields.get(name)).filter((value) -> !value.isNull());
		}

		private boolean isObject(String pointer, JsonNode value) {
			if (!value.isObject()) {
				object(pointer, "wrong-type", "This must be a JSON object.");
			}
			return value.isObject();
		}

		private void known(String parent, JsonNode fields, Set<String> names) {
			for (Map.Entry<String, JsonNode> field : fields.properties()) {
				if (!names.contains(field.getKey())) {
					object(parent + "/" + field.getKey().replace("~", "~0").replace("/", "~1"), "unknown-field",
							"There is no such field.");
				}
			}
		}

		private void object(String pointer, String code, String detail) {
			this.violations.add(new Violation(pointer, code, detail));
		}

	}

}
