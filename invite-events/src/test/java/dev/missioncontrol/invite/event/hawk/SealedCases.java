package dev.missioncontrol.invite.event.hawk;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Addresses of all kinds, always the same for a seed.
 */
final class SealedCases {

	/** What RFC 3986 allows in a path, then what the reference would escape. */
	private static final String USUAL = "abcXYZ0189-._~!$&()*+,;=:@%";

	private static final String ODD = "'\"<>[]^`{|}\\";

	private static final List<String> HOSTS = List.of("join.example.com", "JOIN.Example.COM", "localhost", "192.0.2.7",
			"[2001:DB8::a]", "[::1]", "xn--bcher-kva.example", "a-b.c.example");

	private static final List<String> PORTS = List.of("", "", ":80", ":443", ":8080", ":1", ":65535");

	private static final String VISIBLE = IntStream.rangeClosed('!', '~')
		.mapToObj(Character::toString)
		.collect(Collectors.joining());

	private static final String LATIN = VISIBLE.replace("\\", "") + " \n\t\u00e9\u00fc\u00ff\u0000";

	private final Random random;

	SealedCases(long seed) {
		this.random = new Random(seed);
	}

	SealedCase next() {
		String secret = text(VISIBLE, 32, 64);
		HawkKey key = new HawkKey(text("abcXYZ019._-", 1, 16), secret);
		String base = one(List.of("http://", "https://", "HTTPS://")) + one(HOSTS) + one(PORTS);
		boolean doubled = this.random.nextInt(50) == 0;
		String resource = doubled ? resource() + "?bewit=" + text(USUAL, 0, 20) : resource();
		SealedCase.Place place = doubled ? SealedCase.Place.LAST : one(List.of(SealedCase.Place.values()));
		Instant expiresAt = SealedCase.NOW.plusSeconds(
				(this.random.nextInt(20) == 0) ? -1 - this.random.nextInt(9999) : 1 + this.random.nextInt(2_592_000));
		return new SealedCase(key, secret, base, resource, expiresAt, ext(), place);
	}

	/** Another character somewhere. */
	String altered(String target) {
		int at = this.random.nextInt(target.length());
		return target.substring(0, at) + other(target.charAt(at)) + target.substring(at + 1);
	}

	char other(char than) {
		char other;
		do {
			other = VISIBLE.charAt(this.random.nextInt(VISIBLE.length()));
		}
		while (other == than);
		return other;
	}

	private String resource() {
		String path = "/" + (this.random.nextInt(3) == 0 ? "claim" : part(30));
		return switch (this.random.nextInt(6)) {
			case 0 -> path;
			case 1 -> path + "?";
			case 2 -> path + "?invite_token=" + text("abcXYZ019-_.", 600, 900);
			case 3 -> path + "?" + part(40) + "?" + part(10);
			case 4 -> path + "?&" + part(10) + "&&b=" + part(10) + "&";
			default -> path + "?" + part(10) + "=" + part(20) + "&" + part(10) + "&c=" + part(20);
		};
	}

	private String part(int max) {
		String text = text((this.random.nextInt(8) == 0) ? USUAL + ODD : USUAL + "/", 0, max);
		// The reference's parser wants whole escapes, or none.
		return text.replace("%", "%" + one(List.of("2F", "e9", "C3%BC", "00", "5C", "26bewit=x")));
	}

	private String ext() {
		return switch (this.random.nextInt(3)) {
			case 0 -> "";
			case 1 -> text(VISIBLE.replace("\\", ""), 1, 30);
			default -> text(LATIN, 1, 30);
		};
	}

	private String text(String alphabet, int min, int max) {
		return IntStream.range(0, min + this.random.nextInt(max - min + 1))
			.mapToObj((_) -> Character.toString(alphabet.charAt(this.random.nextInt(alphabet.length()))))
			.collect(Collectors.joining());
	}

	private <T> T one(List<T> of) {
		return of.get(this.random.nextInt(of.size()));
	}

}
