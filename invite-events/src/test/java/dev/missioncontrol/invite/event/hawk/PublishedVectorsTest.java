package dev.missioncontrol.invite.event.hawk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bewits of the reference's own tests, and what it refuses there. Its cases of a bad
 * Host header, of unusable credentials and of unknown algorithms cannot arise here: host
 * and port are configured, and keys are for SHA-256.
 */
class PublishedVectorsTest {

	private static final HawkOrigin ORIGIN = new HawkOrigin("example.com", 8080);

	private static final String LAST = "MTIzNDU2XDQ1MTE0ODQ2MjFcMzFjMmNkbUJFd1NJRVZDOVkva1NFb2c3d3YrdEVNWjZ3RXNmOGNHU2FXQT1cc29tZS1hcHAtZGF0YQ";

	private static final String ONLY = "MTIzNDU2XDQ1MTE0ODQ2NDFcZm1CdkNWT3MvcElOTUUxSTIwbWhrejQ3UnBwTmo4Y1VrSHpQd3Q5OXJ1cz1cc29tZS1hcHAtZGF0YQ";

	private static final String OF_ANOTHER_KEY = "MTIzNDU2XDQ1MDk5OTE3MTlcTUE2eWkwRWRwR0pEcWRwb0JkYVdvVDJrL0hDSzA1T0Y3MkhuZlVmVy96Zz1cc29tZS1hcHAtZGF0YQ";

	private static final HawkKeys KEYS = HawkKeys
		.of(List.of(new HawkKey("123456", "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn")));

	@ParameterizedTest
	@ValueSource(strings = { "/resource/4?a=1&b=2&bewit=" + LAST, "/resource/4?bewit=" + LAST + "&a=1&b=2",
			"/resource/4?a=1&bewit=" + LAST + "&b=2", "/resource/4?bewit=" + ONLY })
	void acceptsWhereverTheBewitStands(String target) {
		for (String method : List.of("GET", "HEAD")) {
			assertThat(check(new HawkRequest(method, target, false))).isInstanceOfSatisfying(BewitVerdict.Genuine.class,
					(genuine) -> {
						assertThat(genuine.keyId()).isEqualTo("123456");
						assertThat(genuine.ext()).isEqualTo("some-app-data");
						assertThat(genuine.expiresAt()).isAfter("2112-01-01T00:00:00Z");
					});
		}
	}

	@ParameterizedTest
	@CsvSource({
			"https://example.com/somewhere/over/the/rainbow, xandyandz, MTIzNDU2XDEzNTY0MjA3MDdca3NjeHdOUjJ0SnBQMVQxekRMTlBiQjVVaUtJVTl0T1NKWFRVZEc3WDloOD1ceGFuZHlhbmR6",
			"https://example.com:8080/somewhere/over/the/rainbow, xandyandz, MTIzNDU2XDEzNTY0MjA3MDdcaFpiSjNQMmNLRW80a3kwQzhqa1pBa1J5Q1p1ZWc0V1NOYnhWN3ZxM3hIVT1ceGFuZHlhbmR6",
			"https://example.com/somewhere/over/the/rainbow, '', MTIzNDU2XDEzNTY0MjA3MDdcSUdZbUxnSXFMckNlOEN4dktQczRKbFdJQStValdKSm91d2dBUmlWaENBZz1c" })
	void makesTheSameBewits(URI address, String ext, String bewit) {
		HawkKey key = new HawkKey("123456",
				new SecretKeySpec("2983d45yun89q".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
		SigningBewit signing = new SigningBewit(key, HawkOrigin.of(address));
		assertThat(signing.sign(address.getRawPath(), Instant.ofEpochSecond(1_356_420_407 + 300), ext))
			.isEqualTo(bewit);
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("refused")
	void refusesWhatTheReferenceRefuses(BewitFlaw flaw, HawkRequest request) {
		assertThat(check(request)).isEqualTo(new BewitVerdict.Refused(flaw));
	}

	static Stream<Arguments> refused() {
		return Stream.of(
				Arguments.of(BewitFlaw.OTHER_CREDENTIALS, new HawkRequest("GET", "/resource/4?bewit=" + ONLY, true)),
				Arguments.of(BewitFlaw.METHOD, new HawkRequest("POST", "/resource/4?bewit=" + ONLY, false)),
				Arguments.of(BewitFlaw.METHOD, new HawkRequest("get", "/resource/4?bewit=" + ONLY, false)),
				get(BewitFlaw.EMPTY, "/resource/4?bewit="), get(BewitFlaw.EMPTY, "/resource/4?bewit=&a=1"),
				get(BewitFlaw.ENCODING, "/resource/4?bewit=*"), get(BewitFlaw.MISSING, "/resource/4"),
				get(BewitFlaw.STRUCTURE, "/resource/4?bewit=abc"),
				get(BewitFlaw.ATTRIBUTES, "/resource/4?bewit=YVxcY1xk"),
				get(BewitFlaw.ATTRIBUTES,
						"/resource/4?bewit=XDQ1NTIxNDc2MjJcK0JFbFhQMXhuWjcvd1Nrbm1ldGhlZm5vUTNHVjZNSlFVRHk4NWpTZVJ4VT1cc29tZS1hcHAtZGF0YQ"),
				get(BewitFlaw.MAC, "/resource/4?bewit=" + OF_ANOTHER_KEY),
				get(BewitFlaw.MAC, "/resource/4?a=1&bewit=" + LAST),
				get(BewitFlaw.TOO_LONG, "/resource/4?a=" + "x".repeat(4096) + "&bewit=" + LAST),
				get(BewitFlaw.TOO_LONG, "x".repeat(5000)));
	}

	@Test
	void refusesAnUnknownKey() {
		HawkKeys others = HawkKeys.of(List.of(new HawkKey("another", "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn")));
		assertThat(new CheckingBewit(() -> others, ORIGIN, Clock.systemUTC())
			.check(new HawkRequest("GET", "/resource/4?bewit=" + ONLY, false)))
			.isEqualTo(new BewitVerdict.Refused(BewitFlaw.KEY));
	}

	/**
	 * The published one has a MAC that does not fit: it is older than the rule that the
	 * MAC is judged first, and 9.0.2 calls it a bad MAC as well. The other is by 9.0.2.
	 */
	@Test
	void tellsWhatHasExpired() {
		String resource = "/resource/4?a=1&b=2&bewit=";
		assertThat(check(new HawkRequest("GET", resource
				+ "MTIzNDU2XDEzNTY0MTg1ODNcWk1wZlMwWU5KNHV0WHpOMmRucTRydEk3NXNXTjFjeWVITTcrL0tNZFdVQT1cc29tZS1hcHAtZGF0YQ",
				false)))
			.isEqualTo(new BewitVerdict.Refused(BewitFlaw.MAC));
		assertThat(check(new HawkRequest("GET", resource
				+ "MTIzNDU2XDEzNTY0MTg1ODNcQ2JOT1BnaHk4OTRRZDF6U05nQXQ2Q20wRmQ0TldKeDRaekZoNjBmUWR2ST1cc29tZS1hcHAtZGF0YQ",
				false)))
			.isEqualTo(new BewitVerdict.Expired("123456", Instant.ofEpochSecond(1_356_418_583)));
	}

	private static Arguments get(BewitFlaw flaw, String target) {
		return Arguments.of(flaw, new HawkRequest("GET", target, false));
	}

	private static BewitVerdict check(HawkRequest request) {
		return new CheckingBewit(() -> KEYS, ORIGIN, Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC))
			.check(request);
	}

}
