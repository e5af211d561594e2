package dev.missioncontrol.invite.api.batch.format;

import dev.missioncontrol.invite.api.problem.Violation;

/**
 * One row as it was cut out of an upload.
 *
 * @param <T> what a row is in this format
 */
public sealed interface Piece<T> {

	/**
	 * A row that can be looked at.
	 *
	 * @param <T> what a row is
	 * @param value the row
	 */
	record Good<T>(T value) implements Piece<T> {
	}

	/**
	 * A row that nobody can read; where the next one begins is known all the same.
	 *
	 * @param <T> what a row is
	 * @param violation why
	 */
	record Bad<T>(Violation violation) implements Piece<T> {
	}

}
