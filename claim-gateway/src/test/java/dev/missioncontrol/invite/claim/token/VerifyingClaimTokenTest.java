package dev.missioncontrol.invite.claim.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.missioncontrol.invite.claim.ClaimTokens;
import dev.missioncontrol.invite.claim.keys.PublicKeys;
import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class VerifyingClaimTokenTest {

	private static final RsaKeys OURS = RsaKeys.generate(2048);

	private static final RsaKeys FOREIGN = RsaKeys.generate(2048);

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private static final Invite INVITE = InviteFixture.anInvite().requestedAt(NOW).build();

	static final List<String> CLAIMS = List.copyOf(ClaimTokens.claims(INVITE).keySet());

	private final ClaimTokens tokens = new ClaimTokens(OURS);

	private final VerifyingClaimToken verifying = at(NOW);

	@Test
	void acceptsOurOwn() {
		assertThat(this.verifying.verify(this.tokens.sign(INVITE)))
			.isEqualTo(new Verification.Valid(ClaimToken.of(INVITE, ClaimTokens.ISSUER, ClaimTokens.AUDIENCE)));
	}

	@Test
	void endsAtTheSecondOfExp() {
		String token = this.tokens.sign(INVITE);
		assertThat(at(INVITE.expiresAt().minusNanos(1)).verify(token)).isInstanceOf(Verification.Valid.class);
		assertThat(at(INVITE.expiresAt()).verify(token)).isInstanceOf(Verification.Expired.class);
	}

	@Test
	void allowsForClocksThatDiffer() {
		String token = this.tokens.sign(INVITE);
		assertThat(at(NOW.minusSeconds(60)).verify(token)).isInstanceOf(Verification.Valid.class);
		assertThat(at(NOW.minusSeconds(61)).verify(token)).isEqualTo(new Verification.Invalid(Flaw.NOT_YET));
	}

	@Test
	void refusesEveryChangedCharacter() {
		String token = this.tokens.sign(INVITE);
		for (int i = 0; i < token.length(); i++) {
			char other = (token.charAt(i) != 'A') ? 'A' : 'B';
			assertThat(this.verifying.verify(token.substring(0, i) + other + token.substring(i + 1)))
				.as("character %d", i)
				.isInstanceOf(Verification.Invalid.class);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "None", "NONE", "nOnE", "", "HS256", "RS384", "RS512", "PS256", "ES256", "rs256" })
	void refusesOtherAlgorithms(String alg) {
		Map<String, Object> header = this.tokens.header();
		header.put("alg", alg);
		String signed = this.tokens.sign(header, ClaimTokens.claims(INVITE));
		refuses(signed, Flaw.ALGORITHM);
		refuses(signed.substring(0, signed.lastIndexOf('.') + 1), Flaw.ALGORITHM);
	}

	@Test
	void refusesOurPublicKeyAsSharedSecret() throws GeneralSecurityException {
		Map<String, Object> header = this.tokens.header();
		header.put("alg", "HS256");
		String signed = this.tokens.sign(header, ClaimTokens.claims(INVITE));
		String input = signed.substring(0, signed.lastIndexOf('.'));
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(OURS.pair().getPublic().getEncoded(), "HmacSHA256"));
		byte[] signature = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
		refuses(input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature), Flaw.ALGORITHM);
	}

	@Test
	void refusesAnEmptySignature() {
		String signed = this.tokens.sign(INVITE);
		refuses(signed.substring(0, signed.lastIndexOf('.') + 1), Flaw.SIGNATURE);
		refuses(signed.substring(0, signed.lastIndexOf('.')), Flaw.NOT_COMPACT);
	}

	@Test
	void refusesAForeignKeyThatUsesOurName() {
		ClaimTokens forger = new ClaimTokens(FOREIGN);
		refuses(forger.sign(this.tokens.header(), ClaimTokens.claims(INVITE)), Flaw.SIGNATURE);
		refuses(forger.sign(INVITE), Flaw.KEY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwk", "jku", "x5u", "x5c", "x5t", "crit", "b64", "zip", "cty" })
	void refusesHeadersThatBringTheirOwnKeysOrRules(String member) {
		Map<String, Object> header = this.tokens.header();
		header.put(member, member.equals("jwk") ? FOREIGN.jwk().toPublicJWK().toJSONObject() : List.of("x"));
		refuses(new ClaimTokens(FOREIGN).sign(header, ClaimTokens.claims(INVITE)), Flaw.HEADER);
		refuses(this.tokens.sign(header, ClaimTokens.claims(INVITE)), Flaw.HEADER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "JWT", "at+jwt", "invite+JWT", "application/invite+jwt", "" })
	void refusesOtherTypes(String typ) {
		Map<String, Object> header = this.tokens.header();
		header.put("typ", typ);
		refuses(this.tokens.sign(header, ClaimTokens.claims(INVITE)), Flaw.TYPE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "alg", "typ", "kid" })
	void refusesAMissingHeader(String member) {
		Map<String, Object> header = this.tokens.header();
		header.remove(member);
		assertThat(this.verifying.verify(this.tokens.sign(header, ClaimTokens.claims(INVITE))))
			.isInstanceOf(Verification.Invalid.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../etc/passwd", "' or 1=1 --", "", "\u0000", "../keys/a.pem" })
	void refusesNamesOfKeysThatAreNone(String kid) {
		Map<String, Object> header = this.tokens.header();
		header.put("kid", kid);
		refuses(this.tokens.sign(header, ClaimTokens.claims(INVITE)), Flaw.KEY);
	}

	@ParameterizedTest
	@FieldSource("CLAIMS")
	void refusesAMissingClaim(String claim) {
		Map<String, Object> claims = ClaimTokens.claims(INVITE);
		claims.remove(claim);
		refuses(this.tokens.sign(this.tokens.header(), claims), Flaw.CLAIMS);
	}

	@ParameterizedTest
	@MethodSource("wrongTypes")
	void refusesAClaimOfTheWrongType(String claim, Object value) {
		Map<String, Object> claims = ClaimTokens.claims(INVITE);
		claims.put(claim, value);
		refuses(this.tokens.sign(this.tokens.header(), claims), Flaw.CLAIMS);
	}

	static Stream<Arguments> wrongTypes() {
		List<Object> any = new ArrayList<>(Arrays.asList(true, Map.of("a", 1), 1.5, List.of(List.of("x")), null));
		return CLAIMS.stream().flatMap((claim) -> {
			Stream<Object> others = switch (claim) {
				case "gen", "iat", "exp" -> Stream.of("1", new BigInteger("1".repeat(40)), Long.MAX_VALUE);
				case "roles" -> Stream.of("read", 1, List.of(), List.of(1));
				case "aud" -> Stream.of(List.of(ClaimTokens.AUDIENCE), 1);
				default -> Stream.of(1);
			};
			return Stream.concat(any.stream(), others).map((value) -> Arguments.of(claim, value));
		});
	}

	@Test
	void refusesOtherIssuersAndAudiences() {
		Map<String, Object> claims = ClaimTokens.claims(INVITE);
		claims.put("iss", ClaimTokens.ISSUER + "/");
		refuses(this.tokens.sign(this.tokens.header(), claims), Flaw.ISSUER);
		claims = ClaimTokens.claims(INVITE);
		claims.put("aud", "https://other.example.com");
		refuses(this.tokens.sign(this.tokens.header(), claims), Flaw.AUDIENCE);
	}

	@Test
	void refusesDoubledMembers() {
		String good = this.tokens.sign(INVITE);
		String header = decoded(good, 0);
		String payload = decoded(good, 1);
		refuses(this.tokens.sign(header.replace("{", "{\"alg\":\"none\","), payload), Flaw.HEADER);
		refuses(this.tokens.sign(header, payload.replaceFirst("\\{", "{\"email\":\"eve@example.com\",")), Flaw.CLAIMS);
		refuses(this.tokens.sign(header, payload + "{}"), Flaw.CLAIMS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "\"a\"", "1", "", "{", "not json" })
	void refusesWhatIsNoObject(String json) {
		refuses(this.tokens.sign(json, "{}"), Flaw.HEADER);
		refuses(this.tokens.sign(decoded(this.tokens.sign(INVITE), 0), json), Flaw.CLAIMS);
	}

	@Test
	void refusesDeepNesting() {
		String bomb = "{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}";
		refuses(this.tokens.sign(decoded(this.tokens.sign(INVITE), 0), bomb), Flaw.CLAIMS);
	}

	@Test
	void refusesOtherSpellingsOfTheSameBytes() {
		String token = this.tokens.sign(INVITE);
		refuses(token + "=", Flaw.ENCODING);
		refuses(token + "==", Flaw.ENCODING);
		// 256 bytes leave four unused bits in the last character.
		String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
		int last = alphabet.indexOf(token.charAt(token.length() - 1));
		refuses(token.substring(0, token.length() - 1) + alphabet.charAt(last + 1), Flaw.ENCODING);
		refuses(token + "\n", Flaw.ENCODING);
		refuses(" " + token, Flaw.ENCODING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "...", "a", "a.b", "a.b.c.d", "a.b.c.d.e" })
	void refusesWhatIsNoJws(String token) {
		assertThat(this.verifying.verify(token)).isInstanceOf(Verification.Invalid.class);
	}

	@Test
	void refusesHugeTokensUnread() {
		Map<String, Object> claims = ClaimTokens.claims(INVITE);
		claims.put("more", "x".repeat(2000));
		refuses(this.tokens.sign(this.tokens.header(), claims), Flaw.TOO_LONG);
	}

	private void refuses(String token, Flaw flaw) {
		assertThat(this.verifying.verify(token)).isEqualTo(new Verification.Invalid(flaw));
	}

	private static String decoded(String token, int part) {
		return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[part]), StandardCharsets.UTF_8);
	}

	private static VerifyingClaimToken at(Instant now) {
		PublicKeys keys = PublicKeys.of(List.of((RSAPublicKey) OURS.pair().getPublic()));
		return new VerifyingClaimToken(new TokenRules(ClaimTokens.ISSUER, ClaimTokens.AUDIENCE, Duration.ofSeconds(60)),
				() -> keys, InstantSource.fixed(now));
	}

}
