package dev.missioncontrol.invite.api.member.auth0;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.auth0.client.mgmt.core.ManagementApiException;

/**
 * How long Auth0 is left alone after it failed: as it says, or the usual time.
 *
 * @param usual when it says nothing
 * @param longest whatever it says
 */
record Pauses(Duration usual, Duration longest) {

	Duration after(RuntimeException failure) {
		Duration asked = (failure instanceof ManagementApiException refusal && refusal.statusCode() == 429)
				? said(refusal.headers()).orElse(this.usual) : this.usual;
		return (asked.compareTo(this.longest) > 0) ? this.longest : asked;
	}

	/** {@code Retry-After} in seconds, or the time at which Auth0's own header ends. */
	private static Optional<Duration> said(Map<String, List<String>> headers) {
		return number(headers, "Retry-After").map(Duration::ofSeconds)
			.or(() -> number(headers, "X-RateLimit-Reset")
				.map((reset) -> Duration.between(Instant.now(), Instant.ofEpochSecond(reset))))
			.filter(Duration::isPositive);
	}

	private static Optional<Long> number(Map<String, List<String>> headers, String name) {
		return headers.entrySet()
			.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase(name))
			.flatMap((header) -> header.getValue().stream())
			.filter((value) -> value.matches("\\d{1,12}"))
			.map(Long::valueOf)
			.findFirst();
	}

}
