package dev.missioncontrol.invite.api.batch.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvSplitterTest {

	private static final String BAD = "bad: malformed-row";

	private static final String LONG = "bad: row-too-long";

	private final Random random = new Random(4180);

	static Stream<Arguments> bodies() {
		return Stream.of(Arguments.of("a,b\r\nc,d\r\n", List.of(List.of("a", "b"), List.of("c", "d"))),
				Arguments.of("a,b\nc,d", List.of(List.of("a", "b"), List.of("c", "d"))),
				Arguments.of("a\rb\r", List.of(List.of("a"), List.of("b"))),
				Arguments.of("\r\n\na,\r\n\r\n,b\n", List.of(List.of("a", ""), List.of("", "b"))),
				Arguments.of("\"a,\"\"b\"\"\r\nc\",d\ne,\"\"", List.of(List.of("a,\"b\"\r\nc", "d"), List.of("e", ""))),
				Arguments.of("\ufeff\"a\",b", List.of(List.of("a", "b"))),
				Arguments.of("gr\u00fc\u00df\ud83d\ude80,x", List.of(List.of("gr\u00fc\u00df\ud83d\ude80", "x"))),
				Arguments.of("a b\" c,d\ne", List.of(BAD, List.of("e"))),
				Arguments.of("\"a\"b,\"c,d\ne", List.of(BAD, List.of("e"))),
				Arguments.of("a,\u0000\nb", List.of(BAD, List.of("b"))),
				Arguments.of("x".repeat(41) + "\ny", List.of(LONG, List.of("y"))),
				Arguments.of(",".repeat(41) + "\ny", List.of(LONG, List.of("y"))),
				Arguments.of("\"" + "x\n".repeat(30) + "\"\ny", List.of(LONG, List.of("y"))),
				Arguments.of("a\n\"b\nc,d\ne,f", List.of(List.of("a"), ProblemCode.MALFORMED_CSV)),
				Arguments.of("a\n\"b\nc\"d\ne,f", List.of(List.of("a"), ProblemCode.MALFORMED_CSV)),
				Arguments.of("", List.of()), Arguments.of("\n\r\n\r", List.of()));
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void readsRecordsHoweverTheyAreCut(String body, List<Object> rows) {
		assertThat(Splitting.everyWay(() -> new CsvSplitter(40), body.getBytes(StandardCharsets.UTF_8), this.random))
			.isEqualTo(rows);
	}

	@Test
	void givesBackWhateverWasWritten() {
		for (int i = 0; i < 300; i++) {
			List<Object> table = Stream.generate(this::record)
				.limit(this.random.nextInt(1, 6))
				.collect(Collectors.toCollection(ArrayList::new));
			String body = table.stream().map(this::write).collect(Collectors.joining());
			assertThat(
					Splitting.everyWay(() -> new CsvSplitter(1000), body.getBytes(StandardCharsets.UTF_8), this.random))
				.isEqualTo(table);
		}
	}

	/** Whatever comes: rows, bad rows or a refusal, and the same however it is cut. */
	@Test
	void survivesAnything() {
		byte[] alphabet = "\"\"\",,\n\r\na\u00e9\u0000".getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < 2000; i++) {
			byte[] body = new byte[this.random.nextInt(1, 40)];
			for (int j = 0; j < body.length; j++) {
				body[j] = (this.random.nextInt(10) > 0) ? alphabet[this.random.nextInt(alphabet.length)]
						: (byte) this.random.nextInt(256);
			}
			Splitting.everyWay(() -> new CsvSplitter(12), body, this.random);
		}
	}

	private List<String> record() {
		List<String> cells = Stream.generate(this::cell).limit(this.random.nextInt(1, 4)).toList();
		// A single empty cell would be a blank line.
		return cells.equals(List.of("")) ? List.of("x") : cells;
	}

	private String cell() {
		return this.random.ints(this.random.nextInt(0, 6), 0, 9)
			.mapToObj((index) -> List.of("a", "\"", ",", "\n", "\r", "\r\n", " ", "\u00fc", "\ud83d\ude80").get(index))
			.collect(Collectors.joining());
	}

	private String write(Object record) {
		return ((List<?>) record).stream()
			.map(Object::toString)
			.map((cell) -> (cell.chars().anyMatch((each) -> "\",\n\r".indexOf(each) >= 0) || this.random.nextBoolean())
					? '"' + cell.replace("\"", "\"\"") + '"' : cell)
			.collect(Collectors.joining(",", "", this.random.nextBoolean() ? "\r\n" : "\n"));
	}

}
