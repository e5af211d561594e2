package dev.missioncontrol.invite.ctl.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.missioncontrol.invite.ctl.console.Console;
import dev.missioncontrol.invite.ctl.console.Table;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import dev.missioncontrol.invite.ctl.ops.Fields;
import dev.missioncontrol.invite.ctl.ops.OpsApi;
import tools.jackson.databind.JsonNode;

/**
 * What became of each record of a job. Invites that expired come last, by name: nobody
 * but a person can help them.
 */
final class JobReport {

	/** Results after which the invitee has the notification, or needs none. */
	private static final Set<String> WELL = Set.of("sent", "would-send", "already-replayed", "already-delivered",
			"closed", "superseded");

	private final OpsApi api;

	private final Console console;

	private final boolean json;

	JobReport(OpsApi api, Console console, boolean json) {
		this.api = api;
		this.console = console;
		this.json = json;
	}

	/** An unknown result needs a look. */
	static boolean isWell(String result) {
		return WELL.contains(result);
	}

	/** Prints the records, then the job. */
	void print(Job job) throws ApiFailure, InterruptedException {
		if (this.json) {
			this.api.list(Map.of(), Long.MAX_VALUE, this.console::json, "replays", job.id(), "items");
			this.console.json(job.json());
			return;
		}
		Table table = new Table("RESULT", "DEAD LETTER", "RECORD", "INVITE", "GEN", "AT");
		List<String> expired = new ArrayList<>();
		this.api.list(Map.of(), Long.MAX_VALUE, (item) -> add(table, expired, item), "replays", job.id(), "items");
		if (table.size() > 0) {
			table.print(this.console);
			this.console.line("");
		}
		this.console.line(job.summary());
		if (!expired.isEmpty()) {
			this.console.line("Expired, to be invited again: " + String.join(", ", expired));
		}
	}

	private static void add(Table table, List<String> expired, JsonNode item) {
		Fields fields = new Fields(item);
		table.add(fields.text("result"), fields.text("deadLetter"), fields.origin(), fields.text("inviteId"),
				fields.text("generation"), fields.text("at"));
		if ("expired".equals(fields.text("result"))) {
			expired.add(fields.text("inviteId"));
		}
	}

}
