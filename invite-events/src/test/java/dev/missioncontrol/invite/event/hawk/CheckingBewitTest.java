package dev.missioncontrol.invite.event.hawk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckingBewitTest {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final HawkKey KEY = new HawkKey("key-1", SECRET);

	private static final SealedCase LINK = new SealedCase(KEY, SECRET, "https://join.example.com",
			"/claim?invite_token=abc.def.ghi", SealedCase.NOW.plusSeconds(60), "", SealedCase.Place.LAST);

	/** Each position of each address, with each kind of slip. */
	@Test
	void neverTakesAnAlteredCharacter() {
		long seed = 20261122;
		SealedCases cases = new SealedCases(seed);
		int tried = 0;
		for (int i = 0; i < 300; i++) {
			SealedCase link = cases.next();
			String good = link.target();
			assertThat(link.check("GET", good)).isNotInstanceOf(BewitVerdict.Refused.class);
			for (int at = 0; at < good.length(); at++) {
				String before = good.substring(0, at);
				String after = good.substring(at + 1);
				char here = good.charAt(at);
				char flipped = Character.isUpperCase(here) ? Character.toLowerCase(here) : Character.toUpperCase(here);
				for (String bad : List.of(before + cases.other(here) + after, before + cases.other(here) + after,
						before + separator(here) + after, before + flipped + after, before + after,
						before + cases.other(here) + here + after, before + here + here + after)) {
					if (!bad.equals(good)) {
						tried++;
						assertThat(link.check("GET", bad)).as("seed %d: %s for %s", seed, bad, good)
							.isInstanceOf(BewitVerdict.Refused.class);
					}
				}
			}
		}
		assertThat(tried).isGreaterThan(300_000);
	}

	/** The reference reads all of these as one. */
	@Test
	void takesOneSpellingOfTheSeparator() {
		String good = LINK.target();
		assertThat(LINK.check("GET", good)).isInstanceOf(BewitVerdict.Genuine.class);
		assertThat(LINK.check("GET", good.replace("&bewit=", "?bewit=")))
			.isEqualTo(new BewitVerdict.Refused(BewitFlaw.MISSING));
		assertThat(LINK.check("GET", good + "&")).isEqualTo(new BewitVerdict.Refused(BewitFlaw.MISSING));
		assertThat(LINK.check("GET", good + "$")).isEqualTo(new BewitVerdict.Refused(BewitFlaw.ENCODING));
		assertThat(LINK.check("GET", good + "=")).isEqualTo(new BewitVerdict.Refused(BewitFlaw.ENCODING));
		assertThat(LINK.check("GET", good + "#a")).isEqualTo(new BewitVerdict.Refused(BewitFlaw.ENCODING));
	}

	@Test
	void takesOneSpellingOfTheExpiry() {
		HawkOrigin origin = LINK.origin();
		for (String expiry : List.of("01800000060", "+1800000060", "1800000060.0", "1800000060 ", "18e8", "0",
				"1800000060000")) {
			String covered = Bewit.covered(1_800_000_060, LINK.resource(), origin, "").replace("1800000060", expiry);
			String bewit = encode("key-1\\" + expiry + "\\" + KEY.mac(covered) + "\\");
			assertThat(LINK.check("GET", LINK.target(bewit))).as(expiry)
				.isEqualTo(new BewitVerdict.Refused(BewitFlaw.ATTRIBUTES));
		}
	}

	@Test
	void takesTheLastOfSeveral() {
		SealedCase twice = new SealedCase(KEY, SECRET, LINK.base(), LINK.target(), LINK.expiresAt(), "",
				SealedCase.Place.LAST);
		assertThat(twice.check("GET", twice.target())).isInstanceOf(BewitVerdict.Genuine.class);
		assertThat(LINK.check("GET", LINK.target() + "&bewit=" + LINK.bewit()))
			.isEqualTo(new BewitVerdict.Refused(BewitFlaw.MAC));
	}

	@ParameterizedTest
	@CsvSource({ "59, Genuine", "60, Expired", "61, Expired" })
	void endsWithTheSecond(long later, String verdict) {
		assertThat(LINK.checking(SealedCase.NOW.plusSeconds(later)).check(new HawkRequest("GET", LINK.target(), false)))
			.extracting((each) -> each.getClass().getSimpleName())
			.isEqualTo(verdict);
	}

	@Test
	void judgesTheMacBeforeTheExpiry() {
		SealedCase old = new SealedCase(KEY, SECRET, LINK.base(), LINK.resource(), Instant.EPOCH.plusSeconds(1), "",
				SealedCase.Place.LAST);
		assertThat(old.check("GET", old.target())).isInstanceOf(BewitVerdict.Expired.class);
		assertThat(old.check("GET", old.target().replace("abc", "abd")))
			.isEqualTo(new BewitVerdict.Refused(BewitFlaw.MAC));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://join.example.com:444", "http://join.example.com", "https://join.example.org" })
	void isBoundToHostAndPort(String base) {
		SealedCase elsewhere = new SealedCase(KEY, SECRET, base, LINK.resource(), LINK.expiresAt(), "", LINK.place());
		assertThat(LINK.check("GET", elsewhere.target())).isEqualTo(new BewitVerdict.Refused(BewitFlaw.MAC));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "claim?a=1", "http://join.example.com/claim", "/claim?a=\u00e9", "/claim?a=\n", "/ " })
	void looksAtProperAddressesOnly(String target) {
		assertThat(LINK.check("GET", target)).isEqualTo(new BewitVerdict.Refused(BewitFlaw.TARGET));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SigningBewit(KEY, LINK.origin()).sign(target, SealedCase.NOW, ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\\b", "\u0100" })
	void signsNoExtThatCannotBeReadBack(String ext) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SigningBewit(KEY, LINK.origin()).sign("/", SealedCase.NOW, ext));
	}

	@Test
	void showsNoSecrets() {
		assertThat(KEY).hasToString("HawkKey[key-1]");
		assertThat(new HawkRequest("GET", LINK.target(), false)).hasToString("HawkRequest[GET]");
		assertThat(new SealedResource("/claim", "secret")).hasToString("SealedResource[***]");
	}

	private static char separator(char than) {
		return switch (than) {
			case '&' -> '?';
			case '?' -> '&';
			default -> '&';
		};
	}

	private static String encode(String bewit) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bewit.getBytes(StandardCharsets.ISO_8859_1));
	}

}
