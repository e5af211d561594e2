package dev.missioncontrol.invite.api.batch.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;

/**
 * Records of CSV (RFC 4180), as their cells; lines may also end with LF or CR alone, and
 * blank ones are none. A quote in the wrong place spoils its record, and nothing else, as
 * long as the record is on one line. Behind one that goes over several lines nobody can
 * tell what is a row and what was meant to be part of a cell, so that ends all of it.
 */
public final class CsvSplitter implements RowSplitter<List<String>> {

	private final RowBytes row;

	private final List<String> cells = new ArrayList<>();

	private State state = State.CELL;

	private boolean afterReturn;

	private long line = 1;

	/** Where the record begins. */
	private long first = 1;

	/**
	 * Nothing has come yet.
	 * @param longest bytes of a record at most
	 */
	public CsvSplitter(int longest) {
		this.row = new RowBytes(longest);
	}

	@Override
	public void take(byte[] bytes, Consumer<Piece<List<String>>> rows) {
		for (byte next : bytes) {
			if (this.row.isMark(next)) {
				continue;
			}
			boolean secondHalf = this.afterReturn && next == '\n';
			this.afterReturn = next == '\r';
			if (!secondHalf && (next == '\n' || next == '\r')) {
				this.line++;
			}
			if (this.state == State.QUOTED) {
				quoted(next);
			}
			else if (!secondHalf) {
				take(next, rows);
			}
		}
	}

	private void quoted(byte next) {
		if (next == '"') {
			this.row.count();
			this.state = State.QUOTE;
		}
		else {
			this.row.add(next);
		}
	}

	/** Outside of quotes. */
	private void take(byte next, Consumer<Piece<List<String>>> rows) {
		switch (next) {
			case '\n', '\r' -> record(rows);
			case ',' -> comma();
			case '"' -> quote();
			default -> {
				if (this.state == State.QUOTE) {
					spoil();
				}
				else if (this.state == State.CELL) {
					this.state = State.PLAIN;
				}
				this.row.add(next);
			}
		}
	}

	private void comma() {
		this.row.count();
		if (this.state != State.SPOILED) {
			cell();
			this.state = State.CELL;
		}
	}

	private void quote() {
		switch (this.state) {
			case CELL -> {
				this.row.count();
				this.state = State.QUOTED;
			}
			case QUOTE -> {
				this.row.add((byte) '"');
				this.state = State.QUOTED;
			}
			case PLAIN -> spoil();
			case QUOTED, SPOILED -> this.row.count();
		}
	}

	/** What follows is not known to be a cell, up to the end of the line. */
	private void spoil() {
		if (this.line > this.first) {
			throw malformed("A quote is in the wrong place in the row that begins on line " + this.first
					+ " and goes on to line " + this.line + ". Nothing was taken.");
		}
		this.row.object("malformed-row", "A quote is in the wrong place.");
		this.state = State.SPOILED;
	}

	private void cell() {
		String text = this.row.text();
		if (this.row.violation() == null) {
			this.cells.add(text);
		}
	}

	private void record(Consumer<Piece<List<String>>> rows) {
		boolean blank = this.state == State.CELL && this.cells.isEmpty() && this.row.violation() == null;
		cell();
		Violation violation = this.row.violation();
		if (violation != null) {
			rows.accept(new Piece.Bad<>(violation));
		}
		else if (!blank) {
			rows.accept(new Piece.Good<>(List.copyOf(this.cells)));
		}
		this.cells.clear();
		this.row.clear();
		this.state = State.CELL;
		this.first = this.line;
	}

	@Override
	public void end(Consumer<Piece<List<String>>> rows) {
		if (this.state == State.QUOTED) {
			throw malformed(
					"A quote that is opened in the row on line " + this.first + " is never closed. Nothing was taken.");
		}
		record(rows);
	}

	private static ProblemException malformed(String detail) {
		return new ProblemException(Problem.of(ProblemCode.MALFORMED_CSV, detail));
	}

	/** Where in a record. */
	private enum State {

		/** Before the first byte of a cell. */
		CELL,

		/** In a cell without quotes. */
		PLAIN,

		/** In a cell with quotes. */
		QUOTED,

		/**
		 * Behind a quote in such a cell: its end, or half of a quote that belongs to it.
		 */
		QUOTE,

		/** Behind a quote in the wrong place. */
		SPOILED

	}

}
