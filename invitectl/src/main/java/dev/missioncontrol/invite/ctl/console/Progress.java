package dev.missioncontrol.invite.ctl.console;

/**
 * How far a job is, for whoever waits.
 */
public sealed interface Progress permits ProgressBar, ProgressLines, Progress.None {

	/**
	 * Shows the state.
	 * @param state a word for it
	 * @param done how many are done
	 * @param total how many there are; 0 while it is not known
	 */
	void show(String state, long done, long total);

	/** Makes room for what is printed next. */
	void end();

	/**
	 * What suits the console.
	 * @param console where to
	 * @param quiet whether only results are wanted
	 * @return a bar on a terminal, lines otherwise
	 */
	static Progress on(Console console, boolean quiet) {
		if (quiet) {
			return new None();
		}
		return console.interactive() ? new ProgressBar(console, System::nanoTime) : new ProgressLines(console);
	}

	/** Shows nothing. */
	record None() implements Progress {

		@Override
		public void show(String state, long done, long total) {
		}

		@Override
		public void end() {
		}

	}

}
