package dev.missioncontrol.invite.api.batch.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.batch.BatchRow;
import dev.missioncontrol.invite.api.batch.RowContent;
import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RowReaderTest {

	@Test
	void readsTheSameRowsFromAllFormats() {
		List<BatchRow> json = read(BatchFormat.JSON, """
				[{"email": "ada@example.com", "roles": ["read", "write"], "ttl": "PT2H", "locale": "de-CH",
				  "onDuplicate": "resend", "metadata": {"Team": "=engines, \\"1\\""}},
				 {"email": "grace@example.com", "roles": ["read"]},
				 {"roles": ["read"]}]""");
		List<BatchRow> lines = read(BatchFormat.NDJSON,
				"""
						{"email": "ada@example.com", "roles": ["read", "write"], "ttl": "PT2H", "locale": "de-CH", "onDuplicate": "resend", "metadata": {"Team": "=engines, \\"1\\""}}
						{"email": "grace@example.com", "roles": ["read"]}
						{"roles": ["read"]}
						""");
		List<BatchRow> csv = read(BatchFormat.CSV,
				"\ufeffEmail,roles,TTL, locale,OnDuplicate,Metadata.Team\r\n"
						+ "ada@example.com,read;write,PT2H,de-CH,resend,\"=engines, \"\"1\"\"\"\r\n"
						+ " grace@example.com ,read | ,,,,\r\n,\"read,\",,,,\r\n");
		assertThat(json).hasSize(3).isEqualTo(lines).isEqualTo(csv);
		assertThat(json.getFirst().content()).isEqualTo(
				new RowContent.Legible(new InviteRequest("ada@example.com", new ArrayList<>(List.of("read", "write")),
						"PT2H", "de-CH", Map.of("Team", "=engines, \"1\""), "resend", List.of())));
	}

	@Test
	void saysOfASmallRowNoMoreThanIsUseful() {
		String many = "1,".repeat(300) + "1";
		String fields = IntStream.range(0, 90).mapToObj((i) -> "\"f" + i + "\":1").collect(Collectors.joining(","));
		List<BatchRow> rows = read(BatchFormat.NDJSON,
				"{\"email\":\"a@b.ch\",\"roles\":[" + many + "]}\n{" + fields + "}\n");
		assertThat(rows).extracting((row) -> ((RowContent.Legible) row.content()).request().malformed())
			.satisfiesExactly((roles) -> assertThat(roles).extracting(Violation::code).containsExactly("too-many"),
					(unknown) -> assertThat(unknown).hasSize(50));
	}

	@Test
	void letsABadRowStopNoOther() {
		for (BatchFormat format : BatchFormat.values()) {
			String body = switch (format) {
				case JSON -> "[{\"email\":\"a@b.ch\"}, {\"email\":}, 5, {\"a\":1,\"a\":2}, {\"email\":\"c@d.ch\"}]";
				case NDJSON -> "{\"email\":\"a@b.ch\"}\n{\"email\":}\n5\n{\"a\":1}{}\n{\"email\":\"c@d.ch\"}";
				case CSV -> "email,roles\na@b.ch,\nb\"@b.ch,\none\n\"x\" ,y\nc@d.ch,\n";
			};
			List<BatchRow> rows = read(format, body);
			assertThat(rows).extracting(BatchRow::number).containsExactly(1, 2, 3, 4, 5);
			assertThat(rows.subList(1, 4))
				.allSatisfy((row) -> assertThat(row.content()).isInstanceOfSatisfying(RowContent.Illegible.class,
						(bad) -> assertThat(bad.violation().code()).isIn("malformed-row", "wrong-type")));
			assertThat(Stream.of(rows.getFirst(), rows.getLast()))
				.allSatisfy((row) -> assertThat(row.content()).isInstanceOf(RowContent.Legible.class));
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "`email,role`,/header/1,unknown-column", "`email`,/header,required",
					"`email,roles,Email`,/header/2,duplicate-name", "`email,roles,metadata.`,/header/2,unknown-column",
					"`email;roles`,/header/0,unknown-column" })
	void refusesAHeaderThatItDoesNotUnderstand(String header, String pointer, String code) {
		assertThatThrownBy(() -> read(BatchFormat.CSV, header + "\na@b.ch,read\n")).isInstanceOfSatisfying(
				ProblemException.class,
				(ex) -> assertThat(ex.problem().violations()).extracting(Violation::pointer, Violation::code)
					.contains(Assertions.tuple(pointer, code)));
	}

	@ParameterizedTest
	@CsvSource({ "JSON,''", "CSV,''", "CSV,' \n'" })
	void refusesNothing(BatchFormat format, String body) {
		assertThatThrownBy(() -> read(format, body)).isInstanceOf(ProblemException.class);
	}

	@Test
	void refusesAHeaderThatIsNotText() {
		RowReader reader = RowReader.of(BatchFormat.CSV, 1000);
		byte[] utf16 = "\ufeffemail,roles\na@b.ch,read\n".getBytes(StandardCharsets.UTF_16LE);
		assertThatThrownBy(() -> reader.take(utf16)).isInstanceOfSatisfying(ProblemException.class,
				(ex) -> assertThat(ex.problem().code()).isEqualTo(ProblemCode.MALFORMED_CSV));
	}

	@Test
	void knowsFormatsByTheirTypes() {
		assertThat(BatchFormat.of(MediaType.parseMediaType("text/csv; charset=utf-8; header=present")))
			.hasValue(BatchFormat.CSV);
		assertThat(BatchFormat.of(MediaType.parseMediaType("text/csv; charset=windows-1252"))).isEmpty();
		assertThat(BatchFormat.of(null)).isEmpty();
		assertThat(BatchFormat.accepted(List.of())).isEqualTo(BatchFormat.JSON);
		assertThat(BatchFormat.accepted(MediaType.parseMediaTypes("text/*, */*;q=0.1"))).isEqualTo(BatchFormat.CSV);
		assertThat(BatchFormat.accepted(MediaType.parseMediaTypes("application/json;q=0.5,application/x-ndjson")))
			.isEqualTo(BatchFormat.NDJSON);
	}

	private static List<BatchRow> read(BatchFormat format, String body) {
		RowReader reader = RowReader.of(format, 1000);
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		List<BatchRow> rows = new ArrayList<>();
		for (int from = 0; from < bytes.length; from += 7) {
			rows.addAll(reader.take(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 7))));
		}
		rows.addAll(reader.end());
		return rows;
	}

}
