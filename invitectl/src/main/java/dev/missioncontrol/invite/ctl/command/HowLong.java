package dev.missioncontrol.invite.ctl.command;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations such as {@code 45s}, {@code 2h} or {@code 1d12h}.
 */
public final class HowLong implements ITypeConverter<Duration> {

	private static final Pattern PARTS = Pattern
		.compile("(?=\\d)(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

	@Override
	public Duration convert(String value) {
		return parse(value).orElseThrow(() -> new TypeConversionException(
				"'" + value + "' is not a duration: write it such as 45s, 30m or 2h"));
	}

	static Optional<Duration> parse(String value) {
		Matcher parts = PARTS.matcher(value);
		if (!parts.matches()) {
			return Optional.empty();
		}
		return Optional.of(Duration.ofDays(number(parts.group(1)))
			.plusHours(number(parts.group(2)))
			.plusMinutes(number(parts.group(3)))
			.plusSeconds(number(parts.group(4))));
	}

	private static long number(@Nullable String digits) {
		return (digits != null) ? Long.parseLong(digits) : 0;
	}

}
