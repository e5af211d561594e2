package dev.missioncontrol.invite.sandbox.observability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an expression in PromQL asks for: as much of the language as our own expressions
 * use.
 *
 * @param metrics names of metrics
 * @param matchers conditions on their labels
 * @param grouping labels that results are grouped by
 */
record Query(Set<String> metrics, List<LabelMatcher> matchers, Set<String> grouping) {

	private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\{([^}]*)}");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

	private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");

	private static final Pattern NAME = Pattern.compile("(?<![\\w:$.])([a-zA-Z_:][\\w:]*)(?!\\s*\\(|[\\w:])");

	private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

	static Query of(String expression) {
		List<LabelMatcher> matchers = new ArrayList<>();
		SELECTOR.matcher(expression)
			.results()
			.forEach((selector) -> MATCHER.matcher(selector.group(2))
				.results()
				.map((found) -> LabelMatcher.of(selector.group(1), found))
				.forEach(matchers::add));
		String bare = expression.replaceAll("\\{[^}]*}", "").replaceAll("\\[[^]]*]", "").replaceAll("offset \\w+", "");
		Set<String> grouping = GROUPING.matcher(bare)
			.results()
			.flatMap((group) -> Arrays.stream(group.group(1).split(",")))
			.map(String::strip)
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> metrics = NAME.matcher(GROUPING.matcher(bare).replaceAll(" "))
			.results()
			.map((name) -> name.group(1))
			.filter((name) -> !WORDS.contains(name))
			.collect(Collectors.toCollection(TreeSet::new));
		return new Query(metrics, matchers, grouping);
	}

	/** A condition on a label of a metric. */
	record LabelMatcher(String metric, String label, String operator, String value) {

		private static LabelMatcher of(String metric, MatchResult found) {
			return new LabelMatcher(metric, found.group(1), found.group(2), found.group(3).replace("\\\\", "\\"));
		}

		/** What must occur for the condition to make sense; empty when nothing must. */
		Stream<Pattern> expected() {
			if (this.operator.startsWith("!")) {
				return Stream.empty();
			}
			if (this.operator.equals("=")) {
				return Stream.of(Pattern.compile(Pattern.quote(this.value)));
			}
			return this.value.matches("[\\w|-]+") ? Arrays.stream(this.value.split("\\|")).map(Pattern::compile)
					: Stream.of(Pattern.compile(this.value));
		}

	}

}
