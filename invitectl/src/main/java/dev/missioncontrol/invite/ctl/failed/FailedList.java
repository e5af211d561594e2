package dev.missioncontrol.invite.ctl.failed;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.missioncontrol.invite.ctl.command.FilterOptions;
import dev.missioncontrol.invite.ctl.command.GlobalOptions;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Console;
import dev.missioncontrol.invite.ctl.console.Table;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import dev.missioncontrol.invite.ctl.ops.Fields;
import dev.missioncontrol.invite.ctl.ops.OpsApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * Lists dead letters.
 */
@Command(name = "list", description = "List what failed.", sortOptions = false)
public final class FailedList implements Callable<Integer> {

	private final GlobalOptions globals;

	private final Console console;

	@Mixin
	private FilterOptions filter = new FilterOptions();

	@Option(names = "--state", paramLabel = "STATE", defaultValue = "open",
			description = "open, replayed or all (default: open).")
	private State state = State.OPEN;

	@Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most so many (default: 100).")
	private int limit;

	/**
	 * The command.
	 * @param globals options of all commands
	 * @param console where to
	 */
	public FailedList(GlobalOptions globals, Console console) {
		this.globals = globals;
		this.console = console;
	}

	@Override
	public Integer call() throws Refusal, ApiFailure, InterruptedException {
		if (this.limit < 1) {
			throw Refusal.wrongUse("--limit must be 1 or more");
		}
		Map<String, String> query = this.filter.given();
		query.put("state", this.state.name().toLowerCase(Locale.ROOT));
		try (OpsApi api = this.globals.connect()) {
			boolean more = this.globals.json() ? json(api, query) : table(api, query);
			if (more) {
				this.console.note("There are more; --limit or a filter shows others.");
			}
			return ExitCode.OK;
		}
	}

	private boolean json(OpsApi api, Map<String, String> query) throws ApiFailure, InterruptedException {
		return api.list(query, this.limit, this.console::json, "dead-letters");
	}

	private boolean table(OpsApi api, Map<String, String> query) throws ApiFailure, InterruptedException {
		Table table = new Table("ID", "STAGE", "REASON", "ATTEMPTS", "LAST", "ORGANIZATION", "INVITE", "GEN", "EXPIRES",
				"STATE");
		boolean more = api.list(query, this.limit, (item) -> add(table, item), "dead-letters");
		if (table.size() == 0) {
			this.console.note("Nothing failed that matches.");
		}
		else {
			table.print(this.console);
		}
		return more;
	}

	private static void add(Table table, JsonNode item) {
		Fields fields = new Fields(item);
		table.add(fields.text("id"), fields.text("stage"), fields.text("reason"), fields.text("attempts"),
				fields.text("lastAt"), fields.text("organization"), fields.text("inviteId"), fields.text("generation"),
				fields.text("expiresAt"), fields.text("state"));
	}

	/** Which dead letters, by what became of them. */
	private enum State {

		OPEN, REPLAYED, ALL

	}

}
