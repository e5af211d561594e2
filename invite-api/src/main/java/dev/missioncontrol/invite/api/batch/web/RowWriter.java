package dev.missioncontrol.invite.api.batch.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.batch.RowView;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;

/**
 * Writes rows as they are read, some at a time.
 */
final class RowWriter {

	/** The server asks for 128 of them before the client has taken one. */
	private static final int AT_ONCE = 8;

	private static final String HEADER = "row,email,outcome,inviteId,code,errors\r\n";

	/**
	 * What makes programs that show tables compute something, also in what some of them
	 * take for the next cell.
	 */
	private static final Pattern FORMULA = Pattern.compile("(^(?=\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\\t\\r\\n])"
			+ "|(?<!\\s)[;|\\t\\r\\n]\\s*(?=[=+\\-@\uff1d\uff0b\uff0d\uff20]))");

	private final JsonMapper mapper = JsonMapper.builder().build();

	Flux<DataBuffer> write(Flux<RowView> rows, BatchFormat format, DataBufferFactory buffers) {
		Flux<List<RowView>> some = rows.buffer(AT_ONCE);
		Flux<String> text = switch (format) {
			case JSON -> array(some);
			case NDJSON ->
				some.map((part) -> part.stream().map(this::json).collect(Collectors.joining("\n", "", "\n")));
			case CSV -> Flux.just(HEADER)
				.concatWith(some.map((part) -> part.stream().map(RowWriter::line).collect(Collectors.joining())));
		};
		return text.map((part) -> buffers.wrap(part.getBytes(StandardCharsets.UTF_8)));
	}

	private Flux<String> array(Flux<List<RowView>> rows) {
		AtomicBoolean begun = new AtomicBoolean();
		return Flux.just("[")
			.concatWith(rows.map((part) -> part.stream()
				.map(this::json)
				.collect(Collectors.joining(",\n", begun.getAndSet(true) ? ",\n" : "\n", ""))))
			.concatWithValues("\n]\n");
	}

	private String json(RowView row) {
		return this.mapper.writeValueAsString(row);
	}

	private static String line(RowView row) {
		String errors = row.errors()
			.stream()
			.map((violation) -> (violation.pointer() + " " + violation.code()).strip())
			.collect(Collectors.joining("; "));
		return Stream
			.of(Integer.toString(row.row()), row.email(), row.outcome().wireName(), row.inviteId(), row.code(), errors)
			.map(RowWriter::cell)
			.collect(Collectors.joining(",", "", "\r\n"));
	}

	/** A quote before a formula makes it text; the quotes around a cell do not. */
	private static String cell(@Nullable String value) {
		if (value == null || value.isEmpty()) {
			return "";
		}
		String harmless = FORMULA.matcher(value).replaceAll("$1'");
		return "\"" + harmless.replace("\"", "\"\"") + "\"";
	}

}
