package dev.missioncontrol.invite.ctl.command;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which dead letters, or records, are meant.
 */
public final class FilterOptions {

	/** The stages that give up records. */
	private enum Stage {

		SIGN, IDENTIFY, TRACK, LEDGER

	}

	@Option(names = "--stage", paramLabel = "STAGE",
			description = "Which stage gave up: sign, identify, track or ledger.")
	private @Nullable Stage stage;

	@Option(names = "--organization", paramLabel = "ID", description = "Id of the organization.")
	private @Nullable String organization;

	@Option(names = "--reason", paramLabel = "CODE", description = "Code of the reason, such as http-400.")
	private @Nullable String reason;

	@Option(names = "--from", paramLabel = "TIME",
			description = "Not before this time: RFC 3339, or how long ago, such as 2h.")
	private @Nullable Instant from;

	@Option(names = "--to", paramLabel = "TIME", description = "Before this time.")
	private @Nullable Instant to;

	/**
	 * What was given, by the names of the API.
	 * @return stage, organization, reason, from, to; only those that were given
	 * @throws Refusal when the times contradict each other
	 */
	public Map<String, String> given() throws Refusal {
		if (this.from != null && this.to != null && !this.from.isBefore(this.to)) {
			throw Refusal.wrongUse("--from must be before --to");
		}
		Map<String, String> given = new LinkedHashMap<>();
		put(given, "stage", (this.stage != null) ? this.stage.name().toLowerCase(Locale.ROOT) : null);
		put(given, "organization", this.organization);
		put(given, "reason", this.reason);
		put(given, "from", this.from);
		put(given, "to", this.to);
		return given;
	}

	private static void put(Map<String, String> given, String name, @Nullable Object value) {
		if (value != null) {
			given.put(name, value.toString());
		}
	}

}
