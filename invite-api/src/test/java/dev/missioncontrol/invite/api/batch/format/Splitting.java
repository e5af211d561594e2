package dev.missioncontrol.invite.api.batch.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.missioncontrol.invite.api.problem.ProblemException;

/**
 * What comes of a body, by how it was cut on its way.
 */
final class Splitting {

	private Splitting() {
	}

	/** As one, at every single place, and into pieces of random sizes: all the same. */
	static <T> List<Object> everyWay(Supplier<RowSplitter<T>> splitter, byte[] body, RandomGenerator random) {
		List<Object> whole = of(splitter.get(), List.of(body));
		for (int cut = 0; cut <= body.length; cut++) {
			same(whole, of(splitter.get(),
					List.of(Arrays.copyOfRange(body, 0, cut), Arrays.copyOfRange(body, cut, body.length))));
		}
		List<byte[]> pieces = new ArrayList<>();
		for (int from = 0; from < body.length;) {
			int to = Math.min(body.length, from + random.nextInt(1, 4));
			pieces.add(Arrays.copyOfRange(body, from, to));
			from = to;
		}
		same(whole, of(splitter.get(), pieces));
		return whole;
	}

	private static void same(List<Object> expected, List<Object> actual) {
		if (!expected.equals(actual)) {
			throw new AssertionError("cut otherwise, " + expected + " becomes " + actual);
		}
	}

	static <T> List<Object> of(RowSplitter<T> splitter, String body) {
		return of(splitter, List.of(body.getBytes(StandardCharsets.UTF_8)));
	}

	/** Values of good rows, codes of bad ones, and the code of what ended it. */
	static <T> List<Object> of(RowSplitter<T> splitter, List<byte[]> pieces) {
		List<Object> rows = new ArrayList<>();
		try {
			for (byte[] piece : pieces) {
				splitter.take(piece, (row) -> rows.add(seen(row)));
			}
			splitter.end((row) -> rows.add(seen(row)));
		}
		catch (ProblemException ex) {
			rows.add(ex.problem().code());
		}
		return rows;
	}

	private static Object seen(Piece<?> piece) {
		return switch (piece) {
			case Piece.Good<?>(var value) -> value;
			case Piece.Bad<?>(var violation) -> "bad: " + violation.code();
		};
	}

}
