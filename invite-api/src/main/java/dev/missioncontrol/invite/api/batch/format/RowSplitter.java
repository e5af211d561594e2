package dev.missioncontrol.invite.api.batch.format;

import java.util.function.Consumer;

/**
 * Cuts one upload into rows. Where it was cut on its way makes no difference. Keeps one
 * row at a time, up to the longest that is allowed. For one upload, and one thread at a
 * time.
 *
 * @param <T> what a row is in this format
 */
public interface RowSplitter<T> {

	/**
	 * Takes what came next.
	 * @param bytes of the body, in their order
	 * @param rows takes those that are complete now
	 * @throws dev.missioncontrol.invite.api.problem.ProblemException when nobody can tell
	 * any more where rows begin
	 */
	void take(byte[] bytes, Consumer<Piece<T>> rows);

	/**
	 * Nothing more comes.
	 * @param rows takes the last one
	 * @throws dev.missioncontrol.invite.api.problem.ProblemException when something is
	 * missing
	 */
	void end(Consumer<Piece<T>> rows);

}
