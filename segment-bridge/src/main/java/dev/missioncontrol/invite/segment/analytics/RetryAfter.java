package dev.missioncontrol.invite.segment.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Retry-After}: seconds, or a date in any of the three formats of HTTP
 * (RFC 9110 sections 10.2.3 and 5.6.7).
 */
final class RetryAfter {

	private static final String NAME = "Retry-After";

	/**
	 * As many digits as a long can hold; more mean the same, for nobody waits so long.
	 */
	private static final Pattern SECONDS = Pattern.compile("\\d{1,15}");

	private RetryAfter() {
	}

	/** Null when there is none, or none that makes sense; never negative. */
	static @Nullable Duration in(Headers headers, Instant now) {
		String value = headers.get(NAME);
		if (value == null) {
			return null;
		}
		if (SECONDS.matcher(value.trim()).matches()) {
			return Duration.ofSeconds(Long.parseLong(value.trim()));
		}
		Date date = headers.getDate(NAME);
		if (date == null) {
			return null;
		}
		Duration wait = Duration.between(now, date.toInstant());
		return wait.isNegative() ? Duration.ZERO : wait;
	}

}
