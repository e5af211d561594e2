package dev.missioncontrol.invite.api.batch.format;

import java.util.function.Consumer;

import dev.missioncontrol.invite.api.problem.Violation;

/**
 * One row per line, as in NDJSON. Blank lines are none.
 */
public final class LineSplitter implements RowSplitter<String> {

	private final RowBytes row;

	/**
	 * Nothing has come yet.
	 * @param longest bytes of a row at most
	 */
	public LineSplitter(int longest) {
		this.row = new RowBytes(longest);
	}

	@Override
	public void take(byte[] bytes, Consumer<Piece<String>> rows) {
		for (byte next : bytes) {
			if (this.row.isMark(next)) {
				continue;
			}
			if (next == '\n') {
				end(rows);
			}
			else {
				this.row.add(next);
			}
		}
	}

	@Override
	public void end(Consumer<Piece<String>> rows) {
		String text = this.row.text();
		Violation violation = this.row.violation();
		if (violation != null) {
			rows.accept(new Piece.Bad<>(violation));
		}
		else if (!text.isBlank()) {
			rows.accept(new Piece.Good<>(text));
		}
		this.row.clear();
	}

}
