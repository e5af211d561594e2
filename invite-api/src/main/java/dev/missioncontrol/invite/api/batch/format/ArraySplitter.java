package dev.missioncontrol.invite.api.batch.format;

import java.util.function.Consumer;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;

/**
 * The elements of a JSON array (RFC 8259), as text. Looks at brackets, commas and strings
 * only; whether an element is JSON is for its reader to tell.
 */
public final class ArraySplitter implements RowSplitter<String> {

	private final RowBytes row;

	private State state = State.BEFORE;

	private int depth;

	private boolean inString;

	private boolean escaped;

	private long elements;

	/**
	 * Nothing has come yet.
	 * @param longest bytes of an element at most
	 */
	public ArraySplitter(int longest) {
		this.row = new RowBytes(longest);
	}

	@Override
	public void take(byte[] bytes, Consumer<Piece<String>> rows) {
		for (byte next : bytes) {
			if (!this.row.isMark(next)) {
				take(next, rows);
			}
		}
	}

	private void take(byte next, Consumer<Piece<String>> rows) {
		if (this.state == State.ELEMENT) {
			element(next, rows);
		}
		else if (!isBlank(next)) {
			this.state = switch (this.state) {
				case BEFORE -> expect(next == '[', State.FIRST);
				case FIRST -> (next == ']') ? State.AFTER : begin(next);
				case NEXT -> begin(next);
				case ELEMENT, AFTER -> throw malformed();
			};
		}
	}

	private State begin(byte next) {
		expect(next != ',' && next != ']' && next != '}', State.ELEMENT);
		add(next);
		return State.ELEMENT;
	}

	private void element(byte next, Consumer<Piece<String>> rows) {
		if (this.inString) {
			this.row.add(next);
			this.inString = this.escaped || next != '"';
			this.escaped = !this.escaped && next == '\\';
		}
		else if (this.depth == 0 && (next == ',' || next == ']')) {
			emit(rows);
			this.state = (next == ',') ? State.NEXT : State.AFTER;
		}
		else {
			add(next);
		}
	}

	/** Outside of strings. */
	private void add(byte next) {
		this.row.add(next);
		switch (next) {
			case '"' -> this.inString = true;
			case '{', '[' -> this.depth++;
			case '}', ']' -> this.depth--;
			default -> {
				// Tells nothing about where the element ends.
			}
		}
		expect(this.depth >= 0, this.state);
	}

	private void emit(Consumer<Piece<String>> rows) {
		this.elements++;
		String text = this.row.text();
		Violation violation = this.row.violation();
		rows.accept((violation != null) ? new Piece.Bad<>(violation) : new Piece.Good<>(text));
		this.row.clear();
	}

	@Override
	public void end(Consumer<Piece<String>> rows) {
		if (this.state == State.BEFORE) {
			throw new ProblemException(Problem.of(ProblemCode.BODY_MISSING, "Send a JSON array."));
		}
		expect(this.state == State.AFTER, this.state);
	}

	private static boolean isBlank(byte next) {
		return next == ' ' || next == '\t' || next == '\n' || next == '\r';
	}

	private State expect(boolean met, State then) {
		if (!met) {
			throw malformed();
		}
		return then;
	}

	private ProblemException malformed() {
		return new ProblemException(Problem.of(ProblemCode.MALFORMED_JSON,
				"The body is no JSON array, seen after " + this.elements + " of its elements. Nothing was taken."));
	}

	/** Where in the array. */
	private enum State {

		/** Before its bracket. */
		BEFORE,

		/** Right behind that. */
		FIRST,

		/** Behind a comma. */
		NEXT,

		/** In an element. */
		ELEMENT,

		/** Behind the closing bracket. */
		AFTER

	}

}
