package dev.missioncontrol.invite.api.batch.web;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.missioncontrol.invite.api.batch.RowOutcome;
import dev.missioncontrol.invite.api.batch.RowView;
import dev.missioncontrol.invite.api.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RowWriterTest {

	private static final RowView REFUSED = new RowView(2, "a\"b", RowOutcome.REFUSED, null, "invalid-request", List
		.of(new Violation("/email", "invalid-email", "No."), new Violation("/roles", "required", "At least one.")));

	private final JsonMapper json = JsonMapper.builder().build();

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+41", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1" })
	void writesNoFormula(String email) {
		String csv = write(BatchFormat.CSV, new RowView(1, email, RowOutcome.PENDING, null, null, List.of()));
		assertThat(csv)
			.isEqualTo("row,email,outcome,inviteId,code,errors\r\n\"1\",\"'" + email + "\",\"pending\",,,\r\n");
	}

	@Test
	void disarmsFormulasBehindWhatSomeProgramsTakeForTheEndOfACell() {
		assertThat(write(BatchFormat.CSV, new RowView(1, "x;=1+1", RowOutcome.PENDING, null, null, List.of())))
			.contains("\"x;'=1+1\"");
	}

	@Test
	void writesCells() {
		assertThat(write(BatchFormat.CSV, REFUSED)).endsWith("\r\n\"2\",\"a\"\"b\",\"refused\",,\"invalid-request\","
				+ "\"/email invalid-email; /roles required\"\r\n");
	}

	@Test
	void writesAnArrayOfManyAndOfNone() {
		RowView[] rows = new RowView[250];
		for (int i = 0; i < rows.length; i++) {
			rows[i] = new RowView(i + 1, null, RowOutcome.ACCEPTED, "id", null, List.of());
		}
		JsonNode array = this.json.readTree(write(BatchFormat.JSON, rows));
		assertThat(array.size()).isEqualTo(250);
		assertThat(array.get(249).get("row").intValue()).isEqualTo(250);
		assertThat(this.json.readTree(write(BatchFormat.JSON)).isEmpty()).isTrue();
	}

	@Test
	void writesALinePerRow() {
		List<String> lines = write(BatchFormat.NDJSON, REFUSED, REFUSED).lines().toList();
		assertThat(lines).hasSize(2);
		JsonNode line = this.json.readTree(lines.get(1));
		assertThat(line.get("outcome").stringValue()).isEqualTo("refused");
		assertThat(line.get("errors").get(0).get("pointer").stringValue()).isEqualTo("/email");
		assertThat(line.get("inviteId").isNull()).isTrue();
	}

	private static String write(BatchFormat format, RowView... rows) {
		return new RowWriter().write(Flux.fromArray(rows), format, DefaultDataBufferFactory.sharedInstance)
			.map((buffer) -> buffer.toString(StandardCharsets.UTF_8))
			.collectList()
			.map((parts) -> String.join("", parts))
			.block();
	}

}
