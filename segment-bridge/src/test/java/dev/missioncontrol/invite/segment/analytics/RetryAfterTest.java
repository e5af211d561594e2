package dev.missioncontrol.invite.segment.analytics;

import java.time.Duration;
import java.time.Instant;

import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

	private static final Instant NOW = Instant.parse("1994-11-06T08:49:27Z");

	@ParameterizedTest
	@CsvSource({ "0, 0", "120, 120", "' 7 ', 7", "999999999999999, 999999999999999" })
	void readsSeconds(String value, long seconds) {
		assertThat(RetryAfter.in(Headers.of("retry-after", value), NOW)).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994" })
	void readsAllThreeFormatsOfADate(String value) {
		assertThat(RetryAfter.in(Headers.of("Retry-After", value), NOW)).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void takesAPastDateForNow() {
		assertThat(RetryAfter.in(Headers.of("Retry-After", "Sun, 06 Nov 1994 08:49:00 GMT"), NOW)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "1.5", "soon", "1000000000000000000000" })
	void makesNothingOfTheRest(String value) {
		assertThat(RetryAfter.in(Headers.of("Retry-After", value), NOW)).isNull();
	}

	@Test
	void saysNothingWhenTheHeaderIsAbsent() {
		assertThat(RetryAfter.in(Headers.EMPTY, NOW)).isNull();
	}

}
