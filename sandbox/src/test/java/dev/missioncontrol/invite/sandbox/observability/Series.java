package dev.missioncontrol.invite.sandbox.observability;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time series that services give, in Prometheus' text format.
 */
public final class Series {

	private static final Pattern LINE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? ", Pattern.MULTILINE);

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

	private final Map<String, Set<Map<String, String>>> byName = new HashMap<>();

	/**
	 * Adds what one scrape gave.
	 * @param scrape the answer of {@code /actuator/prometheus}
	 */
	public void add(String scrape) {
		for (Matcher line = LINE.matcher(scrape); line.find();) {
			Map<String, String> labels = new HashMap<>();
			String inBraces = line.group(2);
			if (inBraces != null) {
				LABEL.matcher(inBraces).results().forEach((label) -> labels.put(label.group(1), label.group(2)));
			}
			this.byName.computeIfAbsent(line.group(1), (_) -> new HashSet<>()).add(labels);
		}
	}

	Set<String> names() {
		return this.byName.keySet();
	}

	/** All labels that a metric has in any of its series. */
	Set<String> labels(String name) {
		Set<String> labels = new TreeSet<>();
		of(name).forEach((series) -> labels.addAll(series.keySet()));
		return labels;
	}

	boolean has(String name, String label, Predicate<String> value) {
		return of(name).stream().anyMatch((series) -> series.containsKey(label) && value.test(series.get(label)));
	}

	private Set<Map<String, String>> of(String name) {
		return this.byName.getOrDefault(name, Set.of());
	}

}
