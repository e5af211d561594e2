package dev.missioncontrol.invite.api.batch.format;

import java.nio.charset.StandardCharsets;
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

class JsonSplittersTest {

	private static final ProblemCode REFUSED = ProblemCode.MALFORMED_JSON;

	private static final String LONG = "bad: row-too-long";

	private final Random random = new Random(8259);

	static Stream<Arguments> arrays() {
		return Stream.of(Arguments.of("[]", List.of()), Arguments.of("\ufeff [ ] \n", List.of()),
				Arguments.of("[{\"a\":1},{\"b\":[1,2]}]", List.of("{\"a\":1}", "{\"b\":[1,2]}")),
				Arguments.of("[\"a\\\"],\\\\\",{\"]\":\"}\"}]", List.of("\"a\\\"],\\\\\"", "{\"]\":\"}\"}")),
				Arguments.of("[ 1 , x ]", List.of("1 ", "x ")), Arguments.of("[{]]", List.of("{]")),
				Arguments.of("[{]}]", List.of(REFUSED)),
				Arguments.of("[\"" + "x".repeat(40) + "\",1]", List.of(LONG, "1")),
				Arguments.of("[\"\u0000\",1]", List.of("bad: malformed-row", "1")),
				Arguments.of("", List.of(ProblemCode.BODY_MISSING)),
				Arguments.of(" ", List.of(ProblemCode.BODY_MISSING)), Arguments.of("[", List.of(REFUSED)),
				Arguments.of("{}", List.of(REFUSED)), Arguments.of("[1,]", List.of("1", REFUSED)),
				Arguments.of("[,1]", List.of(REFUSED)), Arguments.of("[1]2", List.of("1", REFUSED)),
				Arguments.of("[1,\"a]", List.of("1", REFUSED)), Arguments.of("[1}]", List.of(REFUSED)),
				Arguments.of("[1", List.of(REFUSED)), Arguments.of("[1][2]", List.of("1", REFUSED)));
	}

	@ParameterizedTest
	@MethodSource("arrays")
	void readsElementsHoweverTheyAreCut(String body, List<Object> rows) {
		assertThat(Splitting.everyWay(() -> new ArraySplitter(40), body.getBytes(StandardCharsets.UTF_8), this.random))
			.isEqualTo(rows);
	}

	static Stream<Arguments> lines() {
		return Stream.of(Arguments.of("{\"a\":1}\n{\"b\":2}", List.of("{\"a\":1}", "{\"b\":2}")),
				Arguments.of("\ufeff1\r\n\r\n \n2\n", List.of("1\r", "2")),
				Arguments.of("x".repeat(41) + "\n1", List.of(LONG, "1")),
				Arguments.of("a\u0000\n1", List.of("bad: malformed-row", "1")), Arguments.of("", List.of()));
	}

	@ParameterizedTest
	@MethodSource("lines")
	void readsLinesHoweverTheyAreCut(String body, List<Object> rows) {
		assertThat(Splitting.everyWay(() -> new LineSplitter(40), body.getBytes(StandardCharsets.UTF_8), this.random))
			.isEqualTo(rows);
	}

	@Test
	void tellsWhatIsNotUtf8() {
		byte[] body = { '1', '\n', (byte) 0xc3, '\n', '2' };
		assertThat(Splitting.everyWay(() -> new LineSplitter(40), body, this.random))
			.isEqualTo(List.of("1", "bad: malformed-row", "2"));
	}

	/** Whatever comes: rows, bad rows or a refusal, and the same however it is cut. */
	@Test
	void survivesAnything() {
		for (int i = 0; i < 2000; i++) {
			String body = "[" + this.random.ints(this.random.nextInt(0, 30), 0, 11)
				.mapToObj((index) -> List.of("\"", "\\", "[", "]", "{", "}", ",", "1", " ", "\n", "\u00fc").get(index))
				.collect(Collectors.joining()) + "]";
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			Splitting.everyWay(() -> new ArraySplitter(12), bytes, this.random);
			Splitting.everyWay(() -> new LineSplitter(12), bytes, this.random);
		}
	}

}
