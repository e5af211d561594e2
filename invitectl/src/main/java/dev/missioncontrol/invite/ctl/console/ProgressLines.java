package dev.missioncontrol.invite.ctl.console;

/**
 * A line for each new state and each further tenth, for logs and pipes.
 */
final class ProgressLines implements Progress {

	private final Console console;

	private String last = "";

	ProgressLines(Console console) {
		this.console = console;
	}

	@Override
	public void show(String state, long done, long total) {
		String mark = state + ((total > 0) ? 10 * done / total : "");
		if (mark.equals(this.last)) {
			return;
		}
		this.last = mark;
		this.console.note((total > 0) ? "%s: %d of %d".formatted(state, done, total) : state);
	}

	@Override
	public void end() {
	}

}
