package dev.missioncontrol.invite.claim.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

import dev.missioncontrol.invite.test.RsaKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

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
		assertThat(ring.problem()).hasValueSatisfying((problem) -> assertThat(problem).contains("b.pem"));
		Files.delete(this.folder.resolve("b.pem"));
		assertThat(ring.reload()).isFalse();
		assertThat(ring.problem()).isEmpty();
	}

	@Test
	void refusesSmallKeys() {
		RsaKeys.generate(1024).writePublic(this.folder.resolve("small.pem"));
		refuses("small.pem has 1024 bits; keys need 2048, better 3072, or more.");
	}

	@Test
	void refusesHugeKeys() throws IOException, GeneralSecurityException {
		BigInteger modulus = BigInteger.ONE.shiftLeft(8192).add(BigInteger.ONE);
		write("a.pem", new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4));
		refuses("a.pem has 8193 bits; keys may have 8192 at most.");
		Files.writeString(this.folder.resolve("a.pem"), "x".repeat(70_000));
		refuses("a.pem is larger than 64 KiB.");
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 3, 17, 65_536, 65_538 })
	void refusesUnsafeExponents(long exponent) throws IOException, GeneralSecurityException {
		BigInteger modulus = ((RSAPublicKey) FIRST.pair().getPublic()).getModulus();
		write("a.pem", new RSAPublicKeySpec(modulus, BigInteger.valueOf(exponent)));
		assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(this::ring)
			.withMessageMatching(".*a.pem (has an unsafe public exponent; .*|does not hold an RSA key)\\.");
	}

	@Test
	void refusesKeysThatAnybodyMayChange() throws IOException {
		Path file = FIRST.writePublic(this.folder.resolve("a.pem"));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
		refuses("a.pem may be changed by everybody; run chmod 644 on it.");
	}

	@Test
	void refusesOtherKindsOfKeys() throws IOException, GeneralSecurityException {
		byte[] ec = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded();
		Files.writeString(this.folder.resolve("a.pem"), pem(ec));
		refuses("a.pem does not hold an RSA key.");
	}

	@Test
	void refusesALinkToNothing() throws IOException {
		Files.createSymbolicLink(this.folder.resolve("a.pem"), Path.of("gone"));
		refuses("a.pem cannot be read.");
	}

	@Test
	void followsTheLinksOfKubernetes() throws IOException {
		Path data = Files.createDirectory(this.folder.resolve("..2026_11_21_10_00_00"));
		FIRST.writePublic(data.resolve("a.pem"));
		Files.createSymbolicLink(this.folder.resolve("..data"), data.getFileName());
		Files.createSymbolicLink(this.folder.resolve("a.pem"), Path.of("..data", "a.pem"));
		KeyRing ring = ring();
		assertThat(ring.keys().byId()).containsOnlyKeys(FIRST.keyId());
		// An update of the secret: one link is replaced.
		Path next = Files.createDirectory(this.folder.resolve("..2026_11_21_11_00_00"));
		SECOND.writePublic(next.resolve("a.pem"));
		Files.createSymbolicLink(this.folder.resolve("..tmp"), next.getFileName());
		Files.move(this.folder.resolve("..tmp"), this.folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
		assertThat(ring.reload()).isTrue();
		assertThat(ring.keys().byId()).containsOnlyKeys(SECOND.keyId());
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

	private void write(String name, RSAPublicKeySpec key) throws IOException, GeneralSecurityException {
		Files.writeString(this.folder.resolve(name), pem(spki(key)));
	}

	private static byte[] spki(RSAPublicKeySpec key) throws GeneralSecurityException {
		try {
			return KeyFactory.getInstance("RSA").generatePublic(key).getEncoded();
		}
		catch (InvalidKeySpecException ex) {
			assumeThat(true).as("the JDK makes no such key, so none can be read").isFalse();
			throw ex;
		}
	}

	private static String pem(byte[] der) {
		return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
				+ "\n-----END PUBLIC KEY-----\n";
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
