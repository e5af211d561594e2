package dev.missioncontrol.invite.token.signing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.token.keys.SigningKey;
import dev.missioncontrol.invite.token.signing.SigningResult.Ignored;
import dev.missioncontrol.invite.token.signing.SigningResult.Refused;
import dev.missioncontrol.invite.token.signing.SigningResult.Signed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SigningInviteTest {

	private static final RsaKeys KEYS = RsaKeys.generate(2048);

	private static final SigningKey KEY = SigningKey.of((RSAPrivateCrtKey) KEYS.pair().getPrivate());

	private static final Invite INVITE = InviteFixture.anInvite()
		.id(InviteId.parse("01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f"))
		.email("grace@example.com")
		.roles("write", "read")
		.requestedAt(Instant.parse("2026-11-21T10:00:00.123Z"))
		.ttl(Duration.ofHours(24))
		.build();

	@ParameterizedTest
	@EnumSource(names = { "AUTO", "JDK" })
	void signsTheClaimsOfTheCommand(CryptoChoice choice) throws GeneralSecurityException {
		String token = token(signed(choice, new InviteRequested(INVITE)));
		String[] parts = token.split("\\.", -1);
		assertThat(parts).hasSize(3);
		assertThat(text(parts[0]))
			.isEqualTo("{\"alg\":\"RS256\",\"typ\":\"invite+jwt\",\"kid\":\"" + KEYS.keyId() + "\"}");
		assertThat(text(parts[1])).isEqualTo("""
				{"iss":"https://issuer.example.com","aud":"https://join.example.com",\
				"jti":"01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f","gen":1,"iat":1795255200,"exp":1795341600,\
				"email":"grace@example.com","organization":"acme","roles":["read","write"]}""");
		Signature verifier = Signature.getInstance("SHA256withRSA", "SunRsaSign");
		verifier.initVerify(KEYS.pair().getPublic());
		verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
		assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void usesTheChosenCrypto() {
		assertThat(RsaCrypto.choose(CryptoChoice.JDK).provider().getName()).isEqualTo("SunRsaSign");
		assertThat(RsaCrypto.choose(CryptoChoice.CORRETTO).provider().getName())
			.isEqualTo("AmazonCorrettoCryptoProvider");
		assertThat(RsaCrypto.choose(CryptoChoice.AUTO).fallback()).isNull();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void signsTheSameCommandToTheSameBytes() {
		InviteSigned first = signed(CryptoChoice.CORRETTO, new InviteRequested(INVITE));
		assertThat(signed(CryptoChoice.CORRETTO, new InviteRequested(INVITE))).isEqualTo(first);
		assertThat(signed(CryptoChoice.JDK, new InviteRequested(INVITE))).isEqualTo(first);
	}

	@Test
	void cutsTheLink() {
		InviteSigned signed = signed(CryptoChoice.AUTO, new InviteRequested(INVITE));
		assertThat(signed.invite()).isEqualTo(INVITE);
		assertThat(signed.keyId()).isEqualTo(KEYS.keyId());
		assertThat(signed.url().value()).startsWith("https://join.example.com/claim?invite_token=ey");
		assertThat(signed.chunks()).hasSize(10).allSatisfy((chunk) -> assertThat(chunk).isNotEmpty());
		assertThat(String.join("", signed.chunks())).isEqualTo(signed.url().value());
	}

	@Test
	void signsEachGenerationAnew() {
		Invite again = InviteFixture.anInvite().id(INVITE.inviteId()).generation(2).build();
		InviteSigned resent = signed(CryptoChoice.AUTO, new InviteResendRequested(again));
		assertThat(resent.generation()).isEqualTo(2);
		assertThat(text(token(resent).split("\\.", -1)[1])).contains("\"gen\":2,");
	}

	@Test
	void ignoresRevocations() {
		InviteCommand revoke = new InviteRevokeRequested(InviteId.next(), 1, "auth0|admin", Instant.now(), null);
		assertThat(signing(CryptoChoice.AUTO, rule(ChunkRule.DEFAULT)).sign(revoke)).isInstanceOf(Ignored.class);
	}

	@Test
	void refusesALinkThatDoesNotFitTheChunks() {
		int length = signed(CryptoChoice.AUTO, new InviteRequested(INVITE)).url().value().length();
		SigningResult fits = signing(CryptoChoice.AUTO, rule(new ChunkRule(1, 255))).sign(new InviteRequested(INVITE));
		assertThat(fits).isEqualTo(new Refused("url-too-long", length + " characters do not fit 1 chunks of 255"));
	}

	@Test
	void signsUpToTheLimitAndRefusesBeyond() {
		int length = signed(CryptoChoice.AUTO, new InviteRequested(INVITE)).url().value().length();
		String path = "/" + "p".repeat(2048 - length - 1);
		assertThat(sign("https://join.example.com" + path)).isInstanceOfSatisfying(Signed.class,
				(signed) -> assertThat(signed.event().url().value()).hasSize(2048));
		assertThat(sign("https://join.example.com" + path + "p"))
			.isEqualTo(new Refused("url-too-long", "more than 2048 characters"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "join.example.com", "ftp://join.example.com", "https:///x", "https://a.example/?x=1",
			"https://a.example/#x", "https://user:pass@a.example" })
	void refusesABaseUrlThatMakesNoLinks(String url) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LinkRule("issuer", "audience", URI.create(url), ChunkRule.DEFAULT))
			.withMessageContaining("token.claim-base-url (TOKEN_CLAIM_BASE_URL) must be an http(s) URL");
	}

	@Test
	void refusesAMissingIssuerOrAudience() {
		URI url = URI.create("https://join.example.com");
		assertThatIllegalArgumentException().isThrownBy(() -> new LinkRule(" ", "audience", url, ChunkRule.DEFAULT))
			.withMessage("token.issuer (TOKEN_ISSUER) must be set");
		assertThatIllegalArgumentException().isThrownBy(() -> new LinkRule("issuer", "", url, ChunkRule.DEFAULT))
			.withMessage("token.audience (TOKEN_AUDIENCE) must be set");
	}

	private static SigningResult sign(String baseUrl) {
		LinkRule rule = new LinkRule("https://issuer.example.com", "https://join.example.com", URI.create(baseUrl),
				ChunkRule.DEFAULT);
		return signing(CryptoChoice.AUTO, rule).sign(new InviteRequested(INVITE));
	}

	private static InviteSigned signed(CryptoChoice choice, InviteCommand command) {
		SigningResult result = signing(choice, rule(ChunkRule.DEFAULT)).sign(command);
		assertThat(result).isInstanceOf(Signed.class);
		return ((Signed) result).event();
	}

	private static SigningInvite signing(CryptoChoice choice, LinkRule rule) {
		return new SigningInvite(new CurrentSigner(KEY, RsaCrypto.choose(choice)), rule, LinkSeal.PLAIN);
	}

	private static LinkRule rule(ChunkRule chunks) {
		return new LinkRule("https://issuer.example.com", "https://join.example.com",
				URI.create("https://join.example.com/"), chunks);
	}

	private static String token(InviteSigned signed) {
		return signed.url().value().substring(signed.url().value().indexOf('=') + 1);
	}

	private static String text(String base64) {
		return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
	}

}
