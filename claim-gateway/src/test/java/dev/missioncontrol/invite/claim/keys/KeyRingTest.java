package dev.missioncontrol.invite.claim.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.missioncontrol.invite.test.RsaKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyRingTest {

	private static final RsaKeys FIRST = RsaKeys.generate(2048);

	private static final RsaKeys SECOND = RsaKeys.generate(3072);

	@TempDir
	private Path folder;

	@Test
	void namesKeysByThumbprint() {
		FIRST.writePublic(this.folder.resolve("a.pem"));
		SECOND.writePublic(this.folder.resolve("b.pub.pem"));
		assertThat(ring().keys().byId()).containsOnlyKeys(FIRST.keyId(), SECOND.keyId());
	}

	@Test
	void takesUpNewKeysAndDropsRetiredOnes() throws IOException {
		Path first = FIRST.writePublic(this.folder.resolve("a.pem"));
		KeyRing ring = ring();
		assertThat(ring.reload()).isFalse();
		SECOND.writePublic(this.folder.resolve("b.pem"));
		assertThat(ring.reload()).isTrue();
		assertThat(ring.keys().find(SECOND.keyId())).isPresent();
		Files.delete(first);
		assertThat(ring.reload()).isTrue();
		assertThat(ring.keys().find(FIRST.keyId())).isEmpty();
	}

	@Test
	void keepsItsKeysWhenTheFolderBreaks() throws IOException {
		FIRST.writePublic(this.folder.resolve("a.pem"));
		KeyRing ring = ring();
		Files.writeString(this.folder.resolve("b.pem"), "half a fi");
		assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(ring::reload);
		assertThat(ring.keys().byId()).containsOnlyKeys(FIRST.keyId());
	}

	@Test
	void refusesSmallKeys() {
		RsaKeys.generate(1024).writePublic(this.folder.resolve("small.pem"));
		refuses("small.pem has 1024 bits; keys need 2048, better 3072, or more.");
	}

	@Test
	void refusesPrivateKeys() {
		FIRST.writePrivate(this.folder.resolve("a.pem"));
		refuses("a.pem holds a private key; only public keys belong here.");
	}

	@Test
	void refusesWhatIsNoKey() throws IOException {
		Files.writeString(this.folder.resolve("a.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
		refuses("a.pem does not hold an RSA key.");
	}

	@Test
	void refusesAnEmptyOrMissingFolder() {
		refuses("holds no *.pem file.");
		assertThatExceptionOfType(UnusableKeyException.class)
			.isThrownBy(() -> new KeyRing(new KeyFolder(this.folder.resolve("none"))))
			.withMessageEndingWith("cannot be read.");
	}

	@Test
	void overlooksHiddenAndOtherFiles() throws IOException {
		FIRST.writePublic(this.folder.resolve("a.pem"));
		Files.writeString(this.folder.resolve("README"), "not a key");
		Files.writeString(this.folder.resolve(".b.pem"), "not a key");
		Files.createDirectory(this.folder.resolve("c.pem"));
		assertThat(ring().keys().byId()).hasSize(1);
	}

	private void refuses(String end) {
		assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(this::ring)
			.withMessageEndingWith(end)
			.withMessageNotContaining("\n");
	}

	private KeyRing ring() {
		return new KeyRing(new KeyFolder(this.folder));
	}

}
