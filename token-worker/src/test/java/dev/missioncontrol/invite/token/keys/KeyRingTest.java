package dev.missioncontrol.invite.token.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import dev.missioncontrol.invite.event.keys.KeyAccess;
import dev.missioncontrol.invite.test.RsaKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyRingTest {

	private static final RsaKeys OLD = RsaKeys.generate(2048);

	private static final RsaKeys NEW = RsaKeys.generate(2048);

	private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	@TempDir
	private Path folder;

	private Instant now = START;

	@BeforeEach
	void giveItAKey() {
		OLD.writePrivate(this.folder.resolve("20261101T000000Z.pem"));
	}

	@Test
	void signsWithTheNewestThatHasRested() {
		NEW.writePrivate(this.folder.resolve("20261121T095500Z.pem"));
		assertThat(ring().active().keyId()).isEqualTo(NEW.keyId());
	}

	@Test
	void letsANewKeyRestFirst() {
		NEW.writePrivate(this.folder.resolve("20261121T095501Z.pem"));
		KeyRing ring = ring();
		assertThat(ring.active().keyId()).isEqualTo(OLD.keyId());
		assertThat(at(ring, 0).active().keyId()).isEqualTo(OLD.keyId());
		assertThat(at(ring, 1).active().keyId()).isEqualTo(NEW.keyId());
	}

	/** A file can be older than its way here was long. */
	@Test
	void countsFromWhenItSawTheKey() {
		KeyRing ring = ring();
		NEW.writePrivate(this.folder.resolve("20261115T000000Z.pem"));
		assertThat(at(ring, 10).active().keyId()).isEqualTo(OLD.keyId());
		assertThat(at(ring, 309).active().keyId()).isEqualTo(OLD.keyId());
		assertThat(at(ring, 310).active().keyId()).isEqualTo(NEW.keyId());
	}

	@Test
	void signsAtOnceWhenThereIsNoOther() throws IOException {
		Files.delete(this.folder.resolve("20261101T000000Z.pem"));
		NEW.writePrivate(this.folder.resolve("20261121T100000Z.pem"));
		KeyRing ring = ring();
		assertThat(ring.active().keyId()).isEqualTo(NEW.keyId());
		OLD.writePrivate(this.folder.resolve("20261121T100001Z.pem"));
		assertThat(at(ring, 1).active().keyId()).as("the oldest of those that rest").isEqualTo(NEW.keyId());
	}

	@Test
	void leavesARetiredKeyAtOnce() throws IOException {
		NEW.writePrivate(this.folder.resolve("20261121T090000Z.pem"));
		KeyRing ring = ring();
		Files.delete(this.folder.resolve("20261121T090000Z.pem"));
		assertThat(at(ring, 1).active().keyId()).isEqualTo(OLD.keyId());
		assertThat(ring.size()).isOne();
	}

	@Test
	void keepsItsKeysWhenTheFolderBreaks() throws IOException {
		NEW.writePrivate(this.folder.resolve("20261121T095900Z.pem"));
		KeyRing ring = ring();
		Path bad = Files.writeString(this.folder.resolve("20261121T100100Z.pem"), "half a fi");
		assertThat(at(ring, 1).problem())
			.hasValueSatisfying((rule) -> assertThat(rule).contains("20261121T100100Z.pem"));
		assertThat(ring.active().keyId()).isEqualTo(OLD.keyId());
		assertThat(at(ring, 240).active().keyId()).as("what it has goes on resting").isEqualTo(NEW.keyId());
		Files.delete(bad);
		assertThat(at(ring, 241).problem()).isEmpty();
	}

	@Test
	void doesNotStartWithABadKey() throws IOException {
		Files.writeString(this.folder.resolve("20261121T100100Z.pem"), "half a fi");
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(this::ring);
	}

	private KeyRing at(KeyRing ring, long seconds) {
		this.now = START.plusSeconds(seconds);
		ring.refresh();
		return ring;
	}

	private KeyRing ring() {
		return new KeyRing(new KeyFolder(this.folder, null, KeyAccess.OWNER_ONLY), Duration.ofMinutes(5),
				() -> this.now);
	}

}
