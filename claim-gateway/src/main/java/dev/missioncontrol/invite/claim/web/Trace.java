package dev.missioncontrol.invite.claim.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a fault came from: classes and first frames of it and its causes, no messages.
 */
final class Trace {

	private static final int MAX_CAUSES = 5;

	private static final int MAX_FRAMES = 6;

	private Trace() {
	}

	static String of(Throwable fault) {
		List<String> lines = new ArrayList<>();
		@Nullable Throwable current = fault;
		for (int i = 0; current != null && i < MAX_CAUSES; i++) {
			lines.add(current.getClass().getName());
			StackTraceElement[] frames = current.getStackTrace();
			for (int j = 0; j < Math.min(frames.length, MAX_FRAMES); j++) {
				lines.add("at " + frames[j]);
			}
			current = current.getCause();
		}
		return String.join(" | ", lines);
	}

}
