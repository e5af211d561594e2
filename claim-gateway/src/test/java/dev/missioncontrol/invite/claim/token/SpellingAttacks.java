package dev.missioncontrol.invite.claim.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.missioncontrol.invite.claim.ClaimTokens;

/**
 * Other spellings of a good token, and payloads with more than one reading. All payloads
 * are signed by us: only a signer that went mad could make them.
 */
final class SpellingAttacks {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	private static final String GOOD = Target.OURS.sign(Target.INVITE);

	private SpellingAttacks() {
	}

	static Stream<Attack> all() {
		return Stream.of(base64(), parts(), payloads(), claims()).flatMap((attacks) -> attacks);
	}

	private static Stream<Attack> base64() {
		String[] parts = GOOD.split("\\.", -1);
		int last = ALPHABET.indexOf(GOOD.charAt(GOOD.length() - 1));
		String standard = GOOD.replace('-', '+').replace('_', '/');
		return Stream.of(encoding("padding", GOOD + "=="), encoding("one character of padding", GOOD + "="),
				encoding("padded header", parts[0] + "=." + parts[1] + "." + parts[2]),
				encoding("padded payload", parts[0] + "." + parts[1] + "=." + parts[2]),
				encoding("unused bits set", GOOD.substring(0, GOOD.length() - 1) + ALPHABET.charAt(last + 1)),
				encoding("the alphabet of plain base64", standard), encoding("line break at the end", GOOD + "\n"),
				encoding("line break within", GOOD.substring(0, 80) + "\r\n" + GOOD.substring(80)),
				encoding("blank before", " " + GOOD), encoding("blank within", GOOD.replaceFirst("\\.", " .")),
				encoding("NUL at the end", GOOD + "\u0000"),
				new Attack("spelling: one character more", GOOD + "A", Flaw.SIGNATURE),
				encoding("fullwidth letter", (char) (GOOD.charAt(0) + 0xfee0) + GOOD.substring(1)),
				encoding("not ASCII", GOOD + "\u00e9"), encoding("escaped dot", GOOD.replaceFirst("e", "%65")),
				encoding("quotes", '"' + GOOD + '"'), encoding("a scheme before", "Bearer " + GOOD),
				new Attack("spelling: a byte more in the header", parts[0] + "A." + parts[1] + "." + parts[2],
						Flaw.HEADER));
	}

	private static Stream<Attack> parts() {
		String[] parts = GOOD.split("\\.", -1);
		return Stream.of(compact("nothing", ""), compact("a dot after", GOOD + "."),
				compact("a dot before", "." + GOOD), compact("encrypted form", GOOD + ".." + parts[1]),
				compact("one part", parts[1]), new Attack("three empty parts", "..", Flaw.HEADER),
				compact("JSON form",
						"{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\""
								+ parts[2] + "\"}"),
				compact("two tokens", GOOD + "," + GOOD),
				new Attack("header and payload swapped", parts[1] + "." + parts[0] + "." + parts[2], Flaw.ALGORITHM),
				new Attack("detached payload", parts[0] + ".." + parts[2], Flaw.SIGNATURE),
				new Attack("too long", GOOD + "A".repeat(2048), Flaw.TOO_LONG),
				new Attack("dots only", ".".repeat(2048), Flaw.NOT_COMPACT),
				new Attack("a million characters", "a".repeat(1_000_000), Flaw.TOO_LONG));
	}

	private static Stream<Attack> payloads() {
		String good = new String(Base64.getUrlDecoder().decode(GOOD.split("\\.", -1)[1]), StandardCharsets.UTF_8);
		return Stream.of(payload("[]"), payload("null"), payload("\"a\""), payload(""), payload("{"),
				payload(good + "{}"), payload(good + " x"), payload("\uFEFF" + good),
				payload(good.replaceFirst("\\{", "{\"gen\":1,")),
				payload(good.replaceFirst("\\{", "{\"email\":\"eve@example.com\",")),
				payload(good.replaceFirst("\\{", "{\"\\\\u0065mail\":\"eve@example.com\",")),
				payload(good.replaceFirst("\\{", "{\"x\":{\"a\":1,\"a\":2},")),
				payload(good.replaceFirst("\\{", "{\"x\":" + "[".repeat(400) + "]".repeat(400) + ",")),
				payload(good.replaceFirst("\\{", "{\"x\":" + "{\"a\":".repeat(100) + "1" + "}".repeat(100) + ",")),
				payload("[".repeat(1100)), payload("{\"a\":".repeat(200)),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":" + "1".repeat(700))),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":1e400")),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":1e-400")),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":1E0")),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":01")),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":+1")),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":0x1")),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":NaN")),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":0")),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":-1")),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":2147483648")),
				payload(good.replaceFirst("\"gen\":1", "\"gen\":4294967297")),
				new Attack("payload in UTF-16", sign(good.getBytes(StandardCharsets.UTF_16BE)), Flaw.CLAIMS),
				new Attack("payload that is not UTF-8",
						sign(good.replace("acme", "ac\u00ff").getBytes(StandardCharsets.ISO_8859_1)), Flaw.CLAIMS),
				new Attack("payload with an overlong character",
						sign(good.replace("acme", "ac\u00c0\u00af").getBytes(StandardCharsets.ISO_8859_1)),
						Flaw.CLAIMS));
	}

	private static Stream<Attack> claims() {
		long now = Target.NOW.getEpochSecond();
		return Stream.of(claim("iss", ClaimTokens.ISSUER + "/", Flaw.ISSUER), claim("iss", "", Flaw.ISSUER),
				claim("iss", ClaimTokens.ISSUER.toUpperCase(Locale.ROOT), Flaw.ISSUER),
				claim("aud", "https://other.example.com", Flaw.AUDIENCE), claim("aud", "", Flaw.AUDIENCE),
				claim("aud", List.of(ClaimTokens.AUDIENCE), Flaw.CLAIMS), claim("iat", now + 61, Flaw.NOT_YET),
				claim("iat", now + 86_399, Flaw.NOT_YET), claim("iat", now - 3_000_000, Flaw.LIFETIME),
				claim("exp", now + 2_592_001, Flaw.LIFETIME), claim("exp", now, Flaw.LIFETIME),
				claim("exp", now - 1, Flaw.LIFETIME), claim("exp", 4_102_444_800L, Flaw.LIFETIME),
				claim("exp", Long.MAX_VALUE, Flaw.CLAIMS), claim("exp", Long.MIN_VALUE, Flaw.CLAIMS),
				claim("exp", "9999999999", Flaw.CLAIMS), claim("exp", 1.0e10, Flaw.CLAIMS),
				claim("exp", true, Flaw.CLAIMS), claim("nbf", now + 600, Flaw.CLAIMS), claim("nbf", now, Flaw.CLAIMS),
				claim("email", "eve@example.com,grace@example.com", Flaw.CLAIMS),
				claim("email", "grace@example.com\r\nBcc: eve@example.com", Flaw.CLAIMS),
				claim("jti", "../" + Target.INVITE.inviteId(), Flaw.CLAIMS), claim("jti", "", Flaw.CLAIMS),
				claim("roles", Map.of("0", "admin"), Flaw.CLAIMS), claim("roles", List.of(), Flaw.CLAIMS),
				claim("roles", List.of("admin", 1), Flaw.CLAIMS));
	}

	private static Attack encoding(String name, String token) {
		return new Attack("spelling: " + name, token, Flaw.ENCODING);
	}

	private static Attack compact(String name, String token) {
		return new Attack("form: " + name, token, Flaw.NOT_COMPACT);
	}

	private static Attack payload(String payload) {
		return new Attack("payload " + payload.substring(0, Math.min(60, payload.length())) + "#" + payload.hashCode(),
				sign(payload.getBytes(StandardCharsets.UTF_8)), Flaw.CLAIMS);
	}

	private static Attack claim(String name, Object value, Flaw flaw) {
		Map<String, Object> claims = ClaimTokens.claims(Target.INVITE);
		claims.put(name, value);
		return new Attack("claim " + name + " " + value, Target.OURS.sign(Target.OURS.header(), claims), flaw);
	}

	private static String sign(byte[] payload) {
		String input = GOOD.substring(0, GOOD.indexOf('.') + 1)
				+ Base64.getUrlEncoder().withoutPadding().encodeToString(payload);
		return Target.OURS.signed(input);
	}

}
