package dev.missioncontrol.invite.api.batch.web;

import java.util.List;

import dev.missioncontrol.invite.api.batch.BatchRow;

/**
 * Makes rows of the bytes of one upload.
 */
interface RowReader {

	/**
	 * Takes what came next.
	 * @return the rows that are complete now
	 * @throws dev.missioncontrol.invite.api.problem.ProblemException when nobody can tell
	 * any more where rows begin
	 */
	List<BatchRow> take(byte[] bytes);

	/**
	 * Nothing more comes.
	 * @return the last row, if it was not complete before
	 */
	List<BatchRow> end();

	/** For an upload that begins now. */
	static RowReader of(BatchFormat format, int longestRow) {
		return switch (format) {
			case JSON -> JsonRows.ofArray(longestRow);
			case NDJSON -> JsonRows.ofLines(longestRow);
			case CSV -> new CsvRows(longestRow);
		};
	}

}
