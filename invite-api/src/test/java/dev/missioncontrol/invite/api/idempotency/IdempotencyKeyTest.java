package dev.missioncontrol.invite.api.idempotency;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotencyKeyTest {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|', value = { "abc, abc", "\"abc\", abc", "| abc |, abc", "\"a\\\"b\\\\c\", a\"b\\c",
			"a\"b, a\"b", "8e03978e-40d5-43dd-bc93-6894a57f9324, 8e03978e-40d5-43dd-bc93-6894a57f9324" })
	void readsQuotedAndBare(String header, String value) {
		assertThat(IdempotencyKey.parse(header)).map(IdempotencyKey::value).contains(value);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "  ", "\"\"", "\"abc", "\"a\"b\"", "\"abc\";x=1", "\"a\\b\"", "\u00e9", "a\tb", "a\0" })
	void refusesOtherForms(String header) {
		assertThat(IdempotencyKey.parse(header)).isEmpty();
	}

	@Test
	void takesUpTo255Characters() {
		assertThat(IdempotencyKey.parse("k".repeat(255))).isPresent();
		assertThat(IdempotencyKey.parse("k".repeat(256))).isEmpty();
	}

	@Test
	void tellsPartsApartInFingerprints() {
		assertThat(Fingerprint.builder().add("ab").add("c").build())
			.isNotEqualTo(Fingerprint.builder().add("a").add("bc").build())
			.isEqualTo(Fingerprint.builder().add("ab").add("c").build());
	}

}
