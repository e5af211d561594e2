package dev.missioncontrol.invite.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InviteTest {

	private static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123456Z");

	@Test
	void normalizesTimes() {
		Invite invite = invite(Duration.ofHours(1), null, new TreeMap<>());
		assertThat(invite.requestedAt()).isEqualTo("2026-11-21T10:15:30.123Z");
		assertThat(invite.expiresAt()).isEqualTo("2026-11-21T11:15:30Z");
	}

	@Test
	void expiresAtTheInstantNamed() {
		Invite invite = invite(Duration.ofHours(1), null, new TreeMap<>());
		assertThat(invite.isExpiredAt(invite.expiresAt().minusMillis(1))).isFalse();
		assertThat(invite.isExpiredAt(invite.expiresAt())).isTrue();
	}

	@Test
	void refusesAnInviteThatOutlivesTheTopics() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> invite(Duration.ofDays(30).plusSeconds(1), null, new TreeMap<>()));
	}

	@Test
	void refusesAnInviteThatNeverLived() {
		assertThatIllegalArgumentException().isThrownBy(() -> invite(Duration.ZERO, null, new TreeMap<>()));
	}

	@Test
	void refusesTooMuchMetadata() {
		SortedMap<String, String> metadata = new TreeMap<>();
		for (int i = 0; i <= Invite.MAX_METADATA; i++) {
			metadata.put("name" + i, "value");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> invite(Duration.ofHours(1), null, metadata));
	}

	@Test
	void refusesLongMetadata() {
		SortedMap<String, String> metadata = new TreeMap<>();
		metadata.put("name", "v".repeat(256));
		assertThatIllegalArgumentException().isThrownBy(() -> invite(Duration.ofHours(1), null, metadata));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no_underscores_", "en--GB", "toolonglanguagetag" })
	void refusesABadLocale(String locale) {
		assertThatIllegalArgumentException().isThrownBy(() -> invite(Duration.ofHours(1), locale, new TreeMap<>()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "grace@example.com", "  Grace@Example.COM ", "GRACE@EXAMPLE.COM" })
	void treatsSpellingsOfAnAddressAsOne(String text) {
		assertThat(new EmailAddress(text)).isEqualTo(new EmailAddress("grace@example.com"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "@", "grace", "grace@", "@example.com", "grace@localhost", "grace@example..com",
			"grace@-example.com", "gr ace@example.com", "grace@example.com,eve@example.com", "grace@exam\nple.com",
			"<grace@example.com>", "grace@example.com\u0000" })
	void refusesWhatIsNoAddress(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(text))
			.withMessage("not an e-mail address");
	}

	@Test
	void refusesALongLocalPart() {
		assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("a".repeat(65) + "@example.com"));
	}

	@Test
	void hidesSecretsFromLogs() {
		assertThat(invite(Duration.ofHours(1), null, new TreeMap<>()).toString()).doesNotContain("grace");
		assertThat(new InviteLink("https://join.example.com/claim?invite_token=x").toString())
			.doesNotContain("invite_token");
	}

	@Test
	void makesIdsThatSortByTime() {
		List<String> ids = Stream.generate(InviteId::next).limit(1000).map(InviteId::toString).toList();
		assertThat(ids).isSorted().doesNotHaveDuplicates();
		assertThat(InviteId.next().value().version()).isEqualTo(7);
	}

	@Test
	void derivesIdsFromIdempotencyKeys() {
		InviteId id = InviteId.of("acme", "key-1");
		assertThat(id).isEqualTo(InviteId.of("acme", "key-1"))
			.isNotEqualTo(InviteId.of("acme", "key-2"))
			.isNotEqualTo(InviteId.of("acmek", "ey-1"));
		assertThat(id.value().version()).isEqualTo(5);
	}

	private static Invite invite(Duration ttl, String locale, SortedMap<String, String> metadata) {
		TreeSet<Role> roles = new TreeSet<>();
		roles.add(new Role("read"));
		return new Invite(new InviteId(UUID.randomUUID()), 1, new EmailAddress("grace@example.com"),
				new Organization("acme", "Acme Inc."), roles, "auth0|admin", NOW, NOW.plus(ttl), locale, metadata);
	}

}
