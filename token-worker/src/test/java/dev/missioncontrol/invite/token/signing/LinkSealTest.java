package dev.missioncontrol.invite.token.signing;

import java.net.URI;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.hawk.BewitVerdict;
import dev.missioncontrol.invite.event.hawk.CheckingBewit;
import dev.missioncontrol.invite.event.hawk.HawkKey;
import dev.missioncontrol.invite.event.hawk.HawkKeys;
import dev.missioncontrol.invite.event.hawk.HawkOrigin;
import dev.missioncontrol.invite.event.hawk.HawkRequest;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.token.keys.SigningKey;
import dev.missioncontrol.invite.token.signing.SigningResult.Refused;
import dev.missioncontrol.invite.token.signing.SigningResult.Signed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LinkSealTest {

	private static final SigningKey KEY = SigningKey.of((RSAPrivateCrtKey) RsaKeys.generate(2048).pair().getPrivate());

	private static final HawkKey HAWK = new HawkKey("20261122", "0123456789abcdef0123456789abcdef");

	private static final String BASE = "https://join.example.com";

	private static final Instant END = Instant.parse("2026-11-22T10:00:00Z");

	private static final Invite INVITE = InviteFixture.anInvite()
		.requestedAt(Instant.parse("2026-11-21T10:00:00.999Z"))
		.ttl(Duration.ofHours(24))
		.build();

	@Test
	void sealsTheWholeLinkUntilTheInviteEnds() {
		String link = signed(sign(BASE, HAWK)).url().value();
		assertThat(link).contains("&bewit=").startsWith(signed(plain()).url().value());
		HawkRequest request = new HawkRequest("GET", link.substring(BASE.length()), false);
		assertThat(checking(END.minusSeconds(1)).check(request))
			.isEqualTo(new BewitVerdict.Genuine("20261122", END, ""));
		assertThat(checking(END).check(request)).isEqualTo(new BewitVerdict.Expired("20261122", END));
	}

	@Test
	void sealsTheSameCommandToTheSameBytes() {
		assertThat(sign(BASE, HAWK)).isEqualTo(sign(BASE, HAWK)).isEqualTo(sign(BASE + "/", HAWK));
		HawkKey other = new HawkKey("20261123", "0123456789abcdef0123456789abcdef");
		assertThat(sign(BASE, other)).isNotEqualTo(sign(BASE, HAWK));
	}

	@Test
	void cutsTheSealedLink() {
		InviteSigned signed = signed(sign(BASE, HAWK));
		assertThat(signed.chunks()).hasSize(10)
			.allSatisfy((chunk) -> assertThat(chunk).isNotEmpty().hasSizeLessThanOrEqualTo(255));
		assertThat(String.join("", signed.chunks())).isEqualTo(signed.url().value());
	}

	/**
	 * A host of such a length that the link has just room for the bewit, or not quite.
	 */
	@Test
	void sealsUpToTheLimitAndRefusesBeyond() {
		int length = signed(sign(BASE, HAWK)).url().value().length();
		String id = "k".repeat(HAWK.id().length());
		int spare = 2048 - length;
		SigningResult fits = sign("https://" + "a.".repeat((spare - spare % 2) / 2) + BASE.substring(8),
				new HawkKey(id, "0123456789abcdef0123456789abcdef"));
		assertThat(fits).isInstanceOfSatisfying(Signed.class,
				(signed) -> assertThat(signed.event().url().value()).hasSizeBetween(2047, 2048));
		SigningResult beyond = sign("https://" + "a.".repeat(spare / 2 + 1) + BASE.substring(8), HAWK);
		assertThat(beyond).isEqualTo(new Refused("url-too-long", "more than 2048 characters"));
	}

	@Test
	void refusesASealedLinkThatDoesNotFitTheChunks() {
		int plain = signed(plain()).url().value().length();
		ChunkRule tight = new ChunkRule(10, plain / 10 + 1);
		assertThat(signing(BASE, tight, LinkSeal.PLAIN).sign(new InviteRequested(INVITE))).isInstanceOf(Signed.class);
		assertThat(signing(BASE, tight, LinkSeal.hawk(HAWK, URI.create(BASE))).sign(new InviteRequested(INVITE)))
			.isInstanceOfSatisfying(Refused.class,
					(refused) -> assertThat(refused.detail()).contains("do not fit 10 chunks of"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/x", "/x/", "//" })
	void refusesABaseUrlThatTheGatewayDoesNotSee(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> LinkSeal.hawk(HAWK, URI.create(BASE + path)))
			.withMessageContaining("must not have a path with token.link=hawk");
	}

	private static SigningResult plain() {
		return signing(BASE, ChunkRule.DEFAULT, LinkSeal.PLAIN).sign(new InviteRequested(INVITE));
	}

	private static SigningResult sign(String base, HawkKey key) {
		return signing(base, ChunkRule.DEFAULT, LinkSeal.hawk(key, URI.create(base))).sign(new InviteRequested(INVITE));
	}

	private static SigningInvite signing(String base, ChunkRule chunks, LinkSeal seal) {
		LinkRule rule = new LinkRule("https://issuer.example.com", "https://join.example.com", URI.create(base),
				chunks);
		return new SigningInvite(new CurrentSigner(KEY, RsaCrypto.choose(CryptoChoice.JDK)), rule, seal);
	}

	private static CheckingBewit checking(Instant now) {
		HawkKeys keys = HawkKeys.of(List.of(HAWK));
		return new CheckingBewit(() -> keys, HawkOrigin.of(URI.create(BASE)), Clock.fixed(now, ZoneOffset.UTC));
	}

	private static InviteSigned signed(SigningResult result) {
		assertThat(result).isInstanceOf(Signed.class);
		return ((Signed) result).event();
	}

}
