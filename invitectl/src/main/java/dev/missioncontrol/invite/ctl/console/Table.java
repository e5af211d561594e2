package dev.missioncontrol.invite.ctl.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows in columns as wide as their widest cell.
 */
public final class Table {

	private static final String GAP = "  ";

	private final List<List<String>> rows = new ArrayList<>();

	/**
	 * A table without rows.
	 * @param titles one for each column
	 */
	public Table(String... titles) {
		this.rows.add(List.of(titles));
	}

	/**
	 * Adds a row.
	 * @param cells one for each column; an empty one is shown as a hyphen
	 */
	public void add(String... cells) {
		if (cells.length != this.rows.getFirst().size()) {
			throw new IllegalArgumentException("a row needs one cell for each column");
		}
		this.rows.add(Arrays.stream(cells).map((cell) -> cell.isEmpty() ? "-" : PlainText.of(cell)).toList());
	}

	/**
	 * Number of rows below the titles.
	 * @return 0 or more
	 */
	public int size() {
		return this.rows.size() - 1;
	}

	/**
	 * Prints titles and rows.
	 * @param console where to
	 */
	public void print(Console console) {
		int[] widths = new int[this.rows.getFirst().size()];
		for (List<String> row : this.rows) {
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], row.get(i).length());
			}
		}
		for (List<String> row : this.rows) {
			StringBuilder line = new StringBuilder();
			for (int i = 0; i < widths.length; i++) {
				String cell = row.get(i);
				line.append(cell).repeat(' ', widths[i] - cell.length()).append(GAP);
			}
			console.line(line.toString().stripTrailing());
		}
	}

}
