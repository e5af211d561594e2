package dev.missioncontrol.invite.ctl.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.ctl.ops.Fields;
import tools.jackson.databind.JsonNode;

/**
 * A replay job as invite-api tells it.
 *
 * @param id its id
 * @param state planning, running, completed, cancelled or failed
 * @param dryRun whether it only says what it would do
 * @param done records that have a result
 * @param total records in all; 0 while it is not known
 * @param results how many records have each result
 * @param json the answer as it came
 */
record Job(String id, String state, boolean dryRun, long done, long total, Map<String, Long> results, JsonNode json) {

	private static final Set<String> OPEN = Set.of("planning", "running");

	static Job of(JsonNode json) {
		Fields fields = new Fields(json);
		Map<String, Long> results = new LinkedHashMap<>();
		json.path("results").forEachEntry((name, count) -> results.put(name, count.asLong(0)));
		return new Job(fields.text("id"), fields.text("state"), json.path("dryRun").asBoolean(false),
				fields.number("done"), fields.number("total"), results, json);
	}

	boolean ended() {
		return !OPEN.contains(this.state);
	}

	/** Whether it came to its end and no record needs anybody's care. */
	boolean well() {
		return "completed".equals(this.state) && this.results.keySet().stream().allMatch(JobReport::isWell);
	}

	String counts() {
		return this.results.entrySet()
			.stream()
			.filter((each) -> each.getValue() > 0)
			.map((each) -> each.getValue() + " " + each.getKey())
			.collect(Collectors.joining(", "));
	}

	/** Words for what is not usual about it; may be empty. */
	String mode() {
		String force = this.json.path("force").asBoolean(false) ? "forced" : "";
		return (force + (this.dryRun ? " dry run" : "")).strip();
	}

	String summary() {
		String counts = counts();
		return "Job %s %s%s: %s".formatted(this.id, this.state, this.dryRun ? " (dry run, nothing was sent)" : "",
				counts.isEmpty() ? "no records" : counts);
	}

}
