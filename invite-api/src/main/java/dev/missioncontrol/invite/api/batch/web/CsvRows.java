package dev.missioncontrol.invite.api.batch.web;

import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.api.batch.BatchRow;
import dev.missioncontrol.invite.api.batch.RowContent;
import dev.missioncontrol.invite.api.batch.format.CsvSplitter;
import dev.missioncontrol.invite.api.batch.format.Piece;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV with a header.
 */
final class CsvRows implements RowReader {

	private final CsvSplitter splitter;

	private @Nullable CsvColumns columns;

	private int number;

	CsvRows(int longestRow) {
		this.splitter = new CsvSplitter(longestRow);
	}

	@Override
	public List<BatchRow> take(byte[] bytes) {
		List<BatchRow> rows = new ArrayList<>();
		this.splitter.take(bytes, (piece) -> take(piece, rows));
		return rows;
	}

	@Override
	public List<BatchRow> end() {
		List<BatchRow> rows = new ArrayList<>();
		this.splitter.end((piece) -> take(piece, rows));
		if (this.columns == null) {
			throw new ProblemException(Problem.of(ProblemCode.BODY_MISSING, "Send a CSV with a header."));
		}
		return rows;
	}

	private void take(Piece<List<String>> piece, List<BatchRow> rows) {
		CsvColumns known = this.columns;
		if (known == null) {
			this.columns = switch (piece) {
				case Piece.Good<List<String>>(var header) -> CsvColumns.of(header);
				case Piece.Bad<List<String>>(var violation) -> throw new ProblemException(
						Problem.of(ProblemCode.MALFORMED_CSV, "The header cannot be read. " + violation.detail()));
			};
			return;
		}
		this.number++;
		rows.add(new BatchRow(this.number, switch (piece) {
			case Piece.Good<List<String>>(var cells) -> known.row(cells);
			case Piece.Bad<List<String>>(var violation) -> new RowContent.Illegible(violation);
		}));
	}

}
