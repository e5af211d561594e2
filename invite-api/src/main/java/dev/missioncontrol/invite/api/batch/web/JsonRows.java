package dev.missioncontrol.invite.api.batch.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.api.batch.BatchRow;
import dev.missioncontrol.invite.api.batch.RowContent;
import dev.missioncontrol.invite.api.batch.format.ArraySplitter;
import dev.missioncontrol.invite.api.batch.format.LineSplitter;
import dev.missioncontrol.invite.api.batch.format.Piece;
import dev.missioncontrol.invite.api.batch.format.RowSplitter;
import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.invite.web.InviteRequestReader;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;

/**
 * Rows that are the same objects as the bodies of single requests.
 */
final class JsonRows implements RowReader {

	private final InviteRequestReader reader = new InviteRequestReader();

	private final RowSplitter<String> splitter;

	private int number;

	private JsonRows(RowSplitter<String> splitter) {
		this.splitter = splitter;
	}

	static JsonRows ofArray(int longestRow) {
		return new JsonRows(new ArraySplitter(longestRow));
	}

	static JsonRows ofLines(int longestRow) {
		return new JsonRows(new LineSplitter(longestRow));
	}

	@Override
	public List<BatchRow> take(byte[] bytes) {
		List<BatchRow> rows = new ArrayList<>();
		this.splitter.take(bytes, (piece) -> rows.add(row(piece)));
		return rows;
	}

	@Override
	public List<BatchRow> end() {
		List<BatchRow> rows = new ArrayList<>();
		this.splitter.end((piece) -> rows.add(row(piece)));
		return rows;
	}

	private BatchRow row(Piece<String> piece) {
		this.number++;
		return new BatchRow(this.number, switch (piece) {
			case Piece.Good<String>(var text) -> content(text);
			case Piece.Bad<String>(var violation) -> new RowContent.Illegible(violation);
		});
	}

	private RowContent content(String text) {
		try {
			InviteRequest request = this.reader.read(text.getBytes(StandardCharsets.UTF_8));
			Optional<Violation> whole = request.malformed()
				.stream()
				.filter((violation) -> violation.pointer().isEmpty())
				.findAny();
			return whole.<RowContent>map(
					(_) -> new RowContent.Illegible(new Violation("", "wrong-type", "A row must be a JSON object.")))
				.orElseGet(() -> new RowContent.Legible(request));
		}
		catch (ProblemException ex) {
			return new RowContent.Illegible(new Violation("", "malformed-row", "The row is not JSON."));
		}
	}

}
