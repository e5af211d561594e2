package dev.missioncontrol.invite.bench.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All results of a run, and what they were measured on.
 */
public final class Report {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(SerializationFeature.INDENT_OUTPUT)
		.disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final List<Comparison> comparisons = new ArrayList<>();

	private final Machine machine;

	private final Conditions conditions;

	private final Path file;

	/**
	 * A report of nothing yet.
	 * @param machine where it was measured
	 * @param conditions how
	 * @param file where it goes
	 */
	public Report(Machine machine, Conditions conditions, Path file) {
		this.machine = machine;
		this.conditions = conditions;
		this.file = file;
	}

	/**
	 * Adds a result, and writes the file anew, so that a run that ends early leaves what
	 * it had.
	 * @param comparison the result
	 * @throws IOException when the file cannot be written
	 */
	public void add(Comparison comparison) throws IOException {
		this.comparisons.add(comparison);
		Map<String, Object> report = new LinkedHashMap<>();
		report.put("machine", this.machine.json());
		report.put("start", this.start.toString());
		report.put("quick", this.conditions.quick());
		report.put("results", this.comparisons.stream().map(Report::json).toList());
		Path folder = this.file.toAbsolutePath().getParent();
		if (folder != null) {
			Files.createDirectories(folder);
		}
		Files.write(this.file, MAPPER.writeValueAsBytes(report));
	}

	private static Map<String, Object> json(Comparison comparison) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", comparison.name());
		json.put("unit", comparison.unit());
		json.put("ours", comparison.our());
		json.put("reference", comparison.reference());
		json.put("ratio", comparison.ratio());
		if (!comparison.goal().equals(Goal.NONE)) {
			json.put("goal", comparison.goal().toString());
			json.put("met", comparison.isMet());
		}
		Map<String, Object> rounds = new LinkedHashMap<>();
		rounds.put("ours", comparison.ours());
		rounds.put("reference", comparison.references());
		json.put("rounds", rounds);
		return json;
	}

}
