package dev.missioncontrol.invite.ctl.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads times: RFC 3339, or how long ago, such as {@code 2h} or {@code 1d12h}.
 *
 * @param clock tells now
 */
public record PointInTime(Clock clock) implements ITypeConverter<Instant> {

	@Override
	public Instant convert(String value) {
		return HowLong.parse(value).map(this.clock.instant()::minus).orElseGet(() -> rfc3339(value));
	}

	private static Instant rfc3339(String value) {
		try {
			return OffsetDateTime.parse(value).toInstant();
		}
		catch (DateTimeException _) {
			throw new TypeConversionException("'" + value
					+ "' is not a time: write 2026-11-21T09:30:00Z, or how long ago, such as 45s, 30m, 2h or 1d12h");
		}
	}

}
