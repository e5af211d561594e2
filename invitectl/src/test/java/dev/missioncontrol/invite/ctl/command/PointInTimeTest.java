package dev.missioncontrol.invite.ctl.command;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PointInTimeTest {

	private final PointInTime times = new PointInTime(
			Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));

	@ParameterizedTest
	@CsvSource({ "2026-11-21T09:30:00Z, 2026-11-21T09:30:00Z", "2026-11-21T09:30:00+02:00, 2026-11-21T07:30:00Z",
			"2026-11-21T09:30:00.25Z, 2026-11-21T09:30:00.250Z", "45s, 2026-11-21T11:59:15Z",
			"30m, 2026-11-21T11:30:00Z", "2h, 2026-11-21T10:00:00Z", "1d12h, 2026-11-20T00:00:00Z",
			"0s, 2026-11-21T12:00:00Z" })
	void readsTimes(String text, Instant expected) {
		assertThat(this.times.convert(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2", "h", "2h ago", "-2h", "h2", "2m1h", "2026-11-21", "2026-11-21T09:30:00",
			"2026-13-01T00:00:00Z", "99999999999999999999d", "9999999d" })
	void refusesWhatIsNoTime(String text) {
		assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> this.times.convert(text));
	}

}
