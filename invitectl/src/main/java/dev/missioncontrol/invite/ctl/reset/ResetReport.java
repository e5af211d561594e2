package dev.missioncontrol.invite.ctl.reset;

import java.util.List;

import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Console;
import dev.missioncontrol.invite.ctl.console.Table;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a reset would do.
 *
 * @param stage which stage
 * @param group its group
 * @param from from where
 * @param moves all partitions
 */
record ResetReport(Stage stage, String group, StartingPoint from, List<PartitionMove> moves) {

	List<PartitionMove> changes() {
		return this.moves.stream().filter(PartitionMove::changes).toList();
	}

	void refuseSkips() throws Refusal {
		List<PartitionMove> skips = this.moves.stream().filter(PartitionMove::skips).toList();
		if (!skips.isEmpty()) {
			long records = skips.stream().mapToLong(PartitionMove::skipped).sum();
			throw Refusal.notNow("up to %d records that %s has not read would be skipped (%s and %d more partitions); "
				.formatted(records, this.stage.title(), skips.getFirst().name(), skips.size() - 1)
					+ "choose an earlier time, or give --allow-skip");
		}
	}

	void print(Console console, boolean json) {
		console.note("%s (group %s) runs again from %s:".formatted(this.stage.title(), this.group, this.from));
		this.stage.effects().forEach((effect) -> console.note("- " + effect));
		console.note("");
		if (json) {
			this.moves.forEach((move) -> console.json(json(move)));
			return;
		}
		Table table = new Table("PARTITION", "OLD", "NEW", "AGAIN", "SKIPPED");
		for (PartitionMove move : this.moves) {
			table.add(move.name(), old(move), Long.toString(move.target()), Long.toString(move.again()),
					Long.toString(move.skipped()));
		}
		table.print(console);
		console.line("Up to %d records are run again.".formatted(sum()));
	}

	private long sum() {
		return this.moves.stream().mapToLong(PartitionMove::again).sum();
	}

	private static String old(PartitionMove move) {
		return move.committed().isPresent() ? Long.toString(move.committed().getAsLong()) : "";
	}

	private static ObjectNode json(PartitionMove move) {
		ObjectNode node = JsonMapper.shared().createObjectNode();
		node.put("topic", move.topic());
		node.put("partition", move.partition());
		if (move.committed().isPresent()) {
			node.put("old", move.committed().getAsLong());
		}
		else {
			node.putNull("old");
		}
		node.put("new", move.target());
		node.put("again", move.again());
		node.put("skipped", move.skipped());
		return node;
	}

}
