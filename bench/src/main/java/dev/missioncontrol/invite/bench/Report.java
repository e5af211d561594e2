package dev.missioncontrol.invite.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All results of a run, and what they were measured on.
 */
final class Report {

	private static final Path CPUS = Path.of("/proc/cpuinfo");

	private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final List<Comparison> comparisons = new ArrayList<>();

	private final String machine;

	private Report(String machine) {
		this.machine = machine;
	}

	static Report ofThisMachine() throws IOException {
		return new Report("%d x %s, Java %s, %s".formatted(Runtime.getRuntime().availableProcessors(), processor(),
				Runtime.version(), System.getProperty("os.name")));
	}

	private static String processor() throws IOException {
		if (!Files.isReadable(CPUS)) {
			return System.getProperty("os.arch", "unknown");
		}
		try (Stream<String> lines = Files.lines(CPUS)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElseGet(() -> System.getProperty("os.arch", "unknown"));
		}
	}

	String machine() {
		return this.machine;
	}

	void add(Comparison comparison) {
		this.comparisons.add(comparison);
	}

	void write(Path file) throws IOException {
		Map<String, Object> report = new LinkedHashMap<>();
		report.put("machine", this.machine);
		report.put("start", this.start.toString());
		report.put("results", this.comparisons.stream().map(Report::json).toList());
		Path folder = file.toAbsolutePath().getParent();
		if (folder != null) {
			Files.createDirectories(folder);
		}
		Files.writeString(file,
				JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(report));
	}

	private static Map<String, Object> json(Comparison comparison) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", comparison.name());
		json.put("unit", comparison.unit());
		json.put("ours", comparison.our());
		json.put("reference", comparison.reference());
		json.put("ratio", comparison.ratio());
		json.put("rounds", Map.of("ours", comparison.ours(), "reference", comparison.references()));
		return json;
	}

}
