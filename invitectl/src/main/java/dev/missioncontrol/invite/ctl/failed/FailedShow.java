package dev.missioncontrol.invite.ctl.failed;

import java.util.concurrent.Callable;

import dev.missioncontrol.invite.ctl.command.GlobalOptions;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Console;
import dev.missioncontrol.invite.ctl.console.Table;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import dev.missioncontrol.invite.ctl.ops.Fields;
import dev.missioncontrol.invite.ctl.ops.OpsApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/**
 * Shows one dead letter, without its value: that may hold the link.
 */
@Command(name = "show", description = "Show one of what failed, with its invite and its replays.", sortOptions = false)
public final class FailedShow implements Callable<Integer> {

	private final GlobalOptions globals;

	private final Console console;

	@Parameters(paramLabel = "ID", description = "As printed by \"failed list\", such as signed-3-17.")
	private String id = "";

	/**
	 * The command.
	 * @param globals options of all commands
	 * @param console where to
	 */
	public FailedShow(GlobalOptions globals, Console console) {
		this.globals = globals;
		this.console = console;
	}

	@Override
	public Integer call() throws Refusal, ApiFailure, InterruptedException {
		try (OpsApi api = this.globals.connect()) {
			JsonNode letter = api.get("dead-letters", this.id);
			if (this.globals.json()) {
				this.console.json(letter);
			}
			else {
				print(letter);
			}
			return ExitCode.OK;
		}
	}

	private void print(JsonNode letter) {
		Fields fields = new Fields(letter);
		line("id", fields.text("id"));
		line("state", fields.text("state"));
		line("stage", fields.text("stage"));
		line("consumer", fields.text("consumer"));
		line("reason", (fields.text("reason") + " " + fields.text("detail")).strip());
		line("attempts", fields.text("attempts"));
		line("first", fields.text("firstAt"));
		line("last", fields.text("lastAt"));
		line("record", fields.origin());
		line("written", fields.text("origin", "timestamp"));
		line("event", fields.text("eventType"));
		line("value", fields.text("valueBytes").isEmpty() ? "" : fields.text("valueBytes") + " bytes");
		line("organization", fields.text("organization"));
		line("invite", fields.text("inviteId"));
		line("generation", fields.text("generation"));
		line("expires", fields.text("expiresAt"));
		line("invite is", fields.text("invite", "status"));
		line("replay", fields.text("replay"));
		replays(letter.path("replays"));
	}

	private void replays(JsonNode replays) {
		if (replays.isEmpty()) {
			return;
		}
		this.console.line("");
		Table table = new Table("JOB", "RESULT", "AT");
		for (JsonNode each : replays) {
			Fields fields = new Fields(each);
			table.add(fields.text("job"), fields.text("result"), fields.text("at"));
		}
		table.print(this.console);
	}

	private void line(String name, String value) {
		if (!value.isEmpty()) {
			this.console.line("%-13s %s".formatted(name, value));
		}
	}

}
