package dev.missioncontrol.invite.token.kafka;

import java.util.LinkedHashMap;

/**
 * The commands of a stretch of one partition, and where each is for the first time.
 * Knowing the offset makes it safe to work on a stretch again: a command does not repeat
 * itself.
 */
final class SeenCommands {

	private final LinkedHashMap<String, Long> firsts = new LinkedHashMap<>();

	private final int window;

	private long from;

	private long next;

	/**
	 * An empty stretch.
	 * @param window how many records back a repetition is noticed
	 * @param from offset where it begins
	 */
	SeenCommands(int window, long from) {
		this.window = window;
		this.from = from;
		this.next = from;
	}

	/** The offset after the last one that is known. */
	long next() {
		return this.next;
	}

	/** Whether all that matters to a record at this offset is known. */
	boolean reaches(long offset) {
		return this.from <= Math.max(0, offset - this.window) && offset <= this.next;
	}

	/** Takes note of a record that is no command. */
	void skip(long offset) {
		this.next = Math.max(this.next, offset + 1);
		while (!this.firsts.isEmpty() && this.firsts.firstEntry().getValue() < this.next - this.window) {
			this.firsts.pollFirstEntry();
		}
	}

	/** Takes note of a command; true when it was there before. */
	boolean repeats(String id, long offset) {
		Long first = this.firsts.putIfAbsent(id, offset);
		skip(offset);
		return first != null && first < offset;
	}

}
