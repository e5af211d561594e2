package dev.missioncontrol.invite.claim.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.missioncontrol.invite.claim.ClaimTokens;

/**
 * Tokens whose header wants to decide how they are verified.
 */
final class HeaderAttacks {

	private static final ClaimTokens OURS = Target.OURS;

	private HeaderAttacks() {
	}

	static Stream<Attack> all() {
		return Stream.of(none(), hmac(), algorithms(), keys(), extensions(), kids(), types(), forms())
			.flatMap((attacks) -> attacks);
	}

	private static Stream<Attack> none() {
		List<String> spellings = new ArrayList<>(List.of("", " none", "none ", "none\u0000", "n\u043ene", "null"));
		for (int bits = 0; bits < 16; bits++) {
			StringBuilder spelling = new StringBuilder();
			for (int i = 0; i < 4; i++) {
				String letter = "none".substring(i, i + 1);
				spelling.append((((bits >> i) & 1) == 0) ? letter : letter.toUpperCase(Locale.ROOT));
			}
			spellings.add(spelling.toString());
		}
		return spellings.stream().flatMap((alg) -> {
			String signed = with("alg", alg);
			String unsigned = signed.substring(0, signed.lastIndexOf('.'));
			return Stream.of(new Attack("alg '" + alg + "', no signature", unsigned + ".", Flaw.ALGORITHM),
					new Attack("alg '" + alg + "', a good signature", signed, Flaw.ALGORITHM),
					new Attack("alg '" + alg + "', two parts", unsigned, Flaw.NOT_COMPACT));
		});
	}

	private static Stream<Attack> hmac() {
		byte[] der = Target.publicKey(OURS).getEncoded();
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der);
		String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
		Map<String, byte[]> secrets = Map.of("DER", der, "PEM", pem.getBytes(StandardCharsets.US_ASCII),
				"PEM with a line break", (pem + "\n").getBytes(StandardCharsets.US_ASCII), "modulus",
				Target.publicKey(OURS).getModulus().toByteArray(), "one zero", new byte[1]);
		return Stream.of("HS256", "HS384", "HS512")
			.flatMap((alg) -> secrets.entrySet()
				.stream()
				.map((secret) -> new Attack(alg + " with our public key as secret, " + secret.getKey(),
						mac(alg, secret.getValue()), Flaw.ALGORITHM)));
	}

	private static String mac(String alg, byte[] secret) {
		String signed = with("alg", alg);
		String input = signed.substring(0, signed.lastIndexOf('.'));
		try {
			Mac mac = Mac.getInstance("HmacSHA" + alg.substring(2));
			mac.init(new SecretKeySpec(secret, "RAW"));
			return Target.joined(input, mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<Attack> algorithms() {
		return Stream.concat(
				Stream
					.of("RS384", "RS512", "PS256", "ES256", "ES256K", "EdDSA", "RSA1_5", "RSA-OAEP", "dir",
							"PBES2-HS256+A128KW", "rs256", "Rs256", "RS256 ", "RS256\n", "SHA256withRSA")
					.map((alg) -> attack("alg " + alg.strip() + "#" + alg.hashCode(), "alg", alg, Flaw.ALGORITHM)),
				Stream.of(attack("alg as a list", "alg", List.of("RS256"), Flaw.ALGORITHM),
						attack("alg as a number", "alg", 256, Flaw.ALGORITHM), without("alg", Flaw.ALGORITHM)));
	}

	/** Each signed by a key that the header brings, or points at. */
	private static Stream<Attack> keys() {
		Map<String, Object> jwk = Target.FOREIGN.keys().jwk().toPublicJWK().toJSONObject();
		Map<String, Object> ways = Map.of("jwk", jwk, "jku", "https://evil.example.com/jwks.json", "x5u",
				"https://evil.example.com/cert.pem", "x5c",
				List.of(Base64.getEncoder().encodeToString(Target.publicKey(Target.FOREIGN).getEncoded())), "x5t",
				Target.FOREIGN.keys().keyId(), "x5t#S256", Target.FOREIGN.keys().keyId());
		return ways.entrySet().stream().flatMap((way) -> {
			Map<String, Object> header = OURS.header();
			header.put(way.getKey(), way.getValue());
			Map<String, Object> theirs = Target.FOREIGN.header();
			theirs.put(way.getKey(), way.getValue());
			Map<String, Object> claims = ClaimTokens.claims(Target.INVITE);
			return Stream.of(
					new Attack("own key in " + way.getKey() + ", our kid", Target.FOREIGN.sign(header, claims),
							Flaw.HEADER),
					new Attack("own key in " + way.getKey() + ", own kid", Target.FOREIGN.sign(theirs, claims),
							Flaw.HEADER),
					new Attack("our key, and " + way.getKey(), OURS.sign(header, claims), Flaw.HEADER));
		});
	}

	private static Stream<Attack> extensions() {
		Map<String, Object> detached = OURS.header();
		detached.put("b64", false);
		detached.put("crit", List.of("b64"));
		return Stream.of(attack("crit without names", "crit", List.of(), Flaw.HEADER),
				attack("crit with an unknown name", "crit", List.of("exp"), Flaw.HEADER),
				attack("b64 true", "b64", true, Flaw.HEADER), attack("b64 false", "b64", false, Flaw.HEADER),
				new Attack("b64 and crit", OURS.sign(detached, ClaimTokens.claims(Target.INVITE)), Flaw.HEADER),
				attack("compressed", "zip", "DEF", Flaw.HEADER), attack("nested", "cty", "JWT", Flaw.HEADER),
				attack("encrypted", "enc", "A128CBC-HS256", Flaw.HEADER), attack("p2c", "p2c", 1 << 30, Flaw.HEADER),
				attack("an unknown member", "x", 1, Flaw.HEADER), attack("a member without name", "", 1, Flaw.HEADER));
	}

	private static Stream<Attack> kids() {
		String ours = OURS.keys().keyId();
		return Stream.concat(Stream
			.of("../../../../dev/null", "..\\..\\keys\\1.pem", "/etc/passwd", "1.pem", "1", "file:///dev/null",
					"' OR '1'='1", "x' UNION SELECT 'key' --", "$(id)", "|id", "${jndi:ldap://x}", "\u0000",
					ours + "\u0000", ours + " ", " " + ours, ours + "=", ours.toLowerCase(Locale.ROOT), "", "%2e%2e%2f",
					"x".repeat(800), "null", "*")
			.map((kid) -> attack("kid '" + kid.substring(0, Math.min(kid.length(), 60)) + "'", "kid", kid, Flaw.KEY)),
				Stream.of(attack("kid as a list", "kid", List.of(ours), Flaw.KEY),
						attack("kid as an object", "kid", Map.of("a", ours), Flaw.KEY),
						attack("kid as a number", "kid", 0, Flaw.KEY), without("kid", Flaw.KEY),
						new Attack("the kid of our other key",
								OURS.sign(Target.EXPONENT_3.header(), ClaimTokens.claims(Target.INVITE)),
								Flaw.SIGNATURE),
						new Attack("our kid, another key",
								Target.FOREIGN.sign(OURS.header(), ClaimTokens.claims(Target.INVITE)), Flaw.SIGNATURE),
						new Attack("another key", Target.FOREIGN.sign(Target.INVITE), Flaw.KEY)));
	}

	private static Stream<Attack> types() {
		return Stream.concat(
				Stream
					.of("JWT", "jwt", "at+jwt", "invite+JWT", "Invite+jwt", "INVITE+JWT", "application/invite+jwt",
							"invite+jwt ", "id_token+jwt", "logout+jwt", "dpop+jwt", "JOSE", "invite", "")
					.map((typ) -> attack("typ '" + typ + "'", "typ", typ, Flaw.TYPE)),
				Stream.of(attack("typ as a list", "typ", List.of("invite+jwt"), Flaw.TYPE), without("typ", Flaw.TYPE)));
	}

	private static Stream<Attack> forms() {
		String payload = "{}";
		return Stream
			.of("[]", "null", "\"RS256\"", "1", "", " ", "{", "{}{}", "not json", "\uFEFF{}",
					"{\"alg\":\"RS256\",\"alg\":\"RS256\",\"typ\":\"invite+jwt\"}",
					"{\"alg\":\"none\",\"\\u0061lg\":\"RS256\"}", "{'alg':'RS256'}", "{alg:\"RS256\"}",
					"{\"alg\":\"RS256\",}", "{/**/\"alg\":\"RS256\"}", "{\"a\":".repeat(200) + "1" + "}".repeat(200),
					"[".repeat(1000), "{\"a\":NaN}", "{\"a\":01}", "{\"a\":\"\t\"}")
			.map((header) -> new Attack("header " + header.substring(0, Math.min(header.length(), 50)),
					OURS.sign(header, payload), Flaw.HEADER));
	}

	private static Attack attack(String name, String member, Object value, Flaw flaw) {
		return new Attack(name, with(member, value), flaw);
	}

	private static Attack without(String member, Flaw flaw) {
		Map<String, Object> header = OURS.header();
		header.remove(member);
		return new Attack("no " + member, OURS.sign(header, ClaimTokens.claims(Target.INVITE)), flaw);
	}

	/** Signed by us, so that nothing but the header can be found wrong. */
	private static String with(String member, Object value) {
		Map<String, Object> header = OURS.header();
		header.put(member, value);
		return OURS.sign(header, ClaimTokens.claims(Target.INVITE));
	}

}
