package dev.missioncontrol.invite.sandbox.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files that operators load and read. Whoever renames a metric and forgets one of
 * them hears of it here, not in the night when an alert stays silent.
 */
public final class Watch {

	/** Every series has them once Prometheus has scraped it. */
	private static final Set<String> FROM_PROMETHEUS = Set.of("job", "instance");

	/** Their values come from what goes wrong, which not all of it does here. */
	private static final Set<String> ANY_VALUE = Set.of("outcome", "detail");

	/** Parts that a sandbox does not have, and faults that it does not meet. */
	private static final Set<String> NOT_MET = Set.of("invite_reconcile_rounds_total", "invite_reconcile_crowded_total",
			"invite_replay_records_total", "invite_claim_faults_total", "invite_members_asked_total",
			"invite_batch_rows_total", "invite_batch_failures_total", "invite_live_events_total",
			"invite_live_ended_total", "invite_http_refused_total");

	private static final Pattern SECTION = Pattern.compile("^## (\\w+)$", Pattern.MULTILINE);

	private static final Pattern DOCUMENTED = Pattern.compile("^\\| `(invite_\\w+)`", Pattern.MULTILINE);

	private static final Pattern USED_LABEL = Pattern.compile("\\$labels\\.(\\w+)");

	private final Path root;

	private final Series series;

	/**
	 * Compares.
	 * @param root folder of the project
	 * @param series what all services give
	 */
	public Watch(Path root, Series series) {
		this.root = root;
		this.series = series;
	}

	/** Alert rules ask for what there is, and each has its runbook. */
	public void alertsAreTrue() {
		List<Map<String, Object>> alerts = alerts();
		assertThat(alerts).isNotEmpty();
		for (Map<String, Object> alert : alerts) {
			String name = text(alert, "alert");
			Query query = check(name, text(alert, "expr"));
			Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
			assertThat((Object) annotations.get("runbook")).as(name)
				.isEqualTo("docs/runbooks.md#" + name.toLowerCase(Locale.ROOT));
			USED_LABEL.matcher(String.valueOf(annotations.get("summary")))
				.results()
				.map((label) -> label.group(1))
				.forEach((label) -> assertThat(labelsOf(query)).as("labels of the result of %s", name).contains(label));
		}
		assertThat(SECTION.matcher(read("docs/runbooks.md")).results().map((section) -> section.group(1)))
			.as("runbooks, one for each alert")
			.containsExactlyInAnyOrderElementsOf(alerts.stream().map((alert) -> text(alert, "alert")).toList());
	}

	/** The dashboard asks for what there is. */
	public void dashboardIsTrue() {
		List<JsonNode> targets = JsonMapper.shared()
			.readTree(read("deploy/observability/dashboard.json"))
			.findParents("expr");
		assertThat(targets).isNotEmpty();
		targets.forEach((target) -> check("a panel", target.path("expr").asString()));
	}

	/** The list of metrics is whole, and invents none. */
	public void listIsTrue() {
		Set<String> listed = DOCUMENTED.matcher(read("docs/metrics.md"))
			.results()
			.map((name) -> name.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		listed.add("invite_hop_seconds");
		Set<String> given = this.series.names()
			.stream()
			.filter((name) -> name.startsWith("invite_"))
			.map((name) -> name.replaceAll("_seconds_(bucket|count|sum|max)$", "_seconds"))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(listed).as("docs/metrics.md").containsAll(given);
		listed.removeAll(NOT_MET);
		assertThat(given).as("metrics of docs/metrics.md").containsAll(listed);
	}

	private Query check(String where, String expression) {
		Query query = Query.of(expression);
		assertThat(query.metrics()).as("%s: metrics of %s", where, expression).isNotEmpty().allSatisfy((metric) -> {
			if (!metric.equals("up")) {
				assertThat(this.series.names()).as("%s asks for", where).contains(metric);
				assertThat(this.series.labels(metric)).as("%s groups %s by", where, metric)
					.containsAll(withoutThoseOfPrometheus(query.grouping()));
			}
		});
		for (Query.LabelMatcher matcher : query.matchers()) {
			if (FROM_PROMETHEUS.contains(matcher.label())) {
				continue;
			}
			assertThat(this.series.labels(matcher.metric())).as("%s: labels of %s", where, matcher.metric())
				.contains(matcher.label());
			if (!ANY_VALUE.contains(matcher.label())) {
				assertThat(matcher.expected()).as("%s: values of %s", where, matcher)
					.allSatisfy((value) -> assertThat(
							this.series.has(matcher.metric(), matcher.label(), value.asMatchPredicate()))
						.as("some %s", value)
						.isTrue());
			}
		}
		return query;
	}

	private Set<String> labelsOf(Query query) {
		Set<String> labels = new TreeSet<>(query.grouping());
		if (labels.isEmpty()) {
			labels.addAll(FROM_PROMETHEUS);
			query.metrics().forEach((metric) -> labels.addAll(this.series.labels(metric)));
		}
		return labels;
	}

	private static Set<String> withoutThoseOfPrometheus(Set<String> labels) {
		Set<String> ours = new TreeSet<>(labels);
		ours.removeAll(FROM_PROMETHEUS);
		return ours;
	}

	private List<Map<String, Object>> alerts() {
		Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml()
			.load(read("deploy/observability/alerts.yml"));
		List<Map<String, Object>> alerts = new ArrayList<>();
		file.getOrDefault("groups", List.of()).forEach((group) -> alerts.addAll(group.get("rules")));
		return alerts;
	}

	private static String text(Map<String, Object> map, String key) {
		return String.valueOf(map.get(key));
	}

	private String read(String file) {
		try {
			return Files.readString(this.root.resolve(file), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
