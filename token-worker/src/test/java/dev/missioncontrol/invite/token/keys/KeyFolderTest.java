package dev.missioncontrol.invite.token.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import dev.missioncontrol.invite.event.keys.KeyAccess;
import dev.missioncontrol.invite.test.RsaKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

class KeyFolderTest {

	private static final RsaKeys KEYS = RsaKeys.generate(2048);

	private static final RsaKeys NEWER = RsaKeys.generate(3072);

	@TempDir
	private Path folder;

	@Test
	void ordersKeysByName() {
		NEWER.writePrivate(file("20261121T100000Z.pem"));
		KEYS.writePrivate(file("20261121T090000Z.pem"));
		assertThat(load().inNameOrder()).extracting(StoredKey::name, (key) -> key.key().keyId(), StoredKey::since)
			.containsExactly(tuple("20261121T090000Z.pem", KEYS.keyId(), Instant.parse("2026-11-21T09:00:00Z")),
					tuple("20261121T100000Z.pem", NEWER.keyId(), Instant.parse("2026-11-21T10:00:00Z")));
	}

	@Test
	void takesTheTimeOfTheFileWhereTheNameHasNone() throws IOException {
		Instant changed = Instant.parse("2026-10-01T12:00:00Z");
		Files.setLastModifiedTime(KEYS.writePrivate(file("a-key-with-a-long-name.pem")), FileTime.from(changed));
		assertThat(load().inNameOrder().getFirst().since()).isEqualTo(changed);
	}

	@Test
	void comparesThePublicHalfBesideIt() throws IOException {
		KEYS.writePrivate(file("a.pem"));
		KEYS.writePublic(file("a.pub.pem"));
		assertThat(onlyKey()).isEqualTo(KEYS.keyId());
		NEWER.writePublic(file("a.pub.pem"));
		assertRefused("the public key a.pub.pem is not the other half of the signing key of this name");
		Files.writeString(file("a.pub.pem"), "garbage");
		assertRefused("the public key a.pub.pem does not hold an RSA public key");
	}

	@Test
	void wantsAllPublicHalvesWhereTheyAreAtHand(@TempDir Path halves) {
		KEYS.writePrivate(file("a.pem"));
		KeyFolder both = new KeyFolder(this.folder, halves, KeyAccess.OWNER_ONLY);
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(both::read)
			.withMessage("the public key a.pem is missing or cannot be read");
		KEYS.writePublic(halves.resolve("a.pem"));
		assertThat(both.read().inNameOrder()).hasSize(1);
		NEWER.writePublic(halves.resolve("a.pem"));
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(both::read)
			.withMessage("the public key a.pem is not the other half of the signing key of this name");
	}

	@Test
	void leavesOtherFilesAlone() throws IOException {
		KEYS.writePrivate(file("a.pem"));
		Files.writeString(file("README.txt"), "keys");
		Files.createDirectory(file("..2026_11_21"));
		assertThat(onlyKey()).isEqualTo(KEYS.keyId());
	}

	@Test
	void followsTheLinksOfKubernetes() throws IOException {
		Path data = Files.createDirectory(file("..2026_11_21_10_00_00"));
		KEYS.writePrivate(data.resolve("a.pem"));
		Files.createSymbolicLink(file("..data"), data.getFileName());
		Files.createSymbolicLink(file("a.pem"), Path.of("..data", "a.pem"));
		assertThat(onlyKey()).isEqualTo(KEYS.keyId());
		// The default of Kubernetes, and what fsGroup makes of 0400.
		for (String permissions : List.of("rw-r--r--", "r--r-----", "r--r--r--", "r--------")) {
			Files.setPosixFilePermissions(data.resolve("a.pem"), PosixFilePermissions.fromString(permissions));
			assertThat(onlyKey()).as(permissions).isEqualTo(KEYS.keyId());
		}
		for (String permissions : List.of("rw-rw----", "rw-r--rw-", "rwxr-xr-x")) {
			Files.setPosixFilePermissions(data.resolve("a.pem"), PosixFilePermissions.fromString(permissions));
			assertRefused("the signing key a.pem is accessible to others than its owner");
		}
	}

	@Test
	void doesNotTakeAnyLinkForAMountedSecret() throws IOException {
		Path elsewhere = Files.createDirectory(file("elsewhere"));
		Files.setPosixFilePermissions(KEYS.writePrivate(elsewhere.resolve("a.pem")),
				PosixFilePermissions.fromString("rw-r--r--"));
		Files.createSymbolicLink(file("a.pem"), Path.of("elsewhere", "a.pem"));
		assertRefused("the signing key a.pem is accessible to others than its owner");
	}

	@Test
	void refusesAKeyThatItMayNotRead() throws IOException {
		Path key = KEYS.writePrivate(file("a.pem"));
		Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("-w-------"));
		assumeThat(Files.isReadable(key)).as("root may read everything").isFalse();
		assertRefused("the signing key a.pem cannot be read");
	}

	@Test
	void refusesAnUnsafeExponent() throws IOException, GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F0));
		write("a.pem", pem("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded()));
		assertRefused("the signing key a.pem has an unsafe public exponent");
	}

	@ParameterizedTest
	@ValueSource(strings = { "BEGIN ENCRYPTED PRIVATE KEY-----", "BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED" })
	void refusesAnEncryptedKey(String begin) throws IOException {
		write("a.pem", "-----" + begin + "\nAAAA\n-----END PRIVATE KEY-----\n");
		assertRefused("the signing key a.pem is encrypted, and there is no way to give its password");
	}

	@Test
	void refusesAMissingFolder() {
		assertThatExceptionOfType(StartRefusedException.class)
			.isThrownBy(() -> new KeyFolder(file("missing"), null, KeyAccess.OWNER_ONLY).read())
			.withMessage("there is no signing key: the keys folder is missing");
	}

	@Test
	void refusesAnEmptyFolder() {
		assertRefused("there is no signing key: the keys folder holds no *.pem file");
	}

	@Test
	void refusesAShortKey() {
		RsaKeys.generate(1024).writePrivate(file("short.pem"));
		assertRefused("the signing key short.pem has 1024 bits, fewer than 2048");
	}

	@Test
	void refusesAShortKeyThatIsNotTheActiveOne() {
		RsaKeys.generate(2047).writePrivate(file("a.pem"));
		KEYS.writePrivate(file("b.pem"));
		assertRefused("the signing key a.pem has 2047 bits, fewer than 2048");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-r-----", "rw--w----", "rw---x---", "rw----r--", "rw-----w-", "rw------x" })
	void refusesAKeyThatOthersMayAccess(String permissions) throws IOException {
		Files.setPosixFilePermissions(KEYS.writePrivate(file("a.pem")), PosixFilePermissions.fromString(permissions));
		assertRefused("the signing key a.pem is accessible to others than its owner");
	}

	@Test
	void letsTheGroupReadWhenAllowed() throws IOException {
		Path key = KEYS.writePrivate(file("a.pem"));
		Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--r-----"));
		KeyFolder group = new KeyFolder(this.folder, null, KeyAccess.GROUP_MAY_READ);
		assertThat(group.read().inNameOrder()).hasSize(1);
		Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-rw----"));
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(group::read)
			.withMessage("the signing key a.pem is accessible to others than its owner");
	}

	@Test
	void refusesWhatIsNoRegularFile() throws IOException {
		Files.createDirectory(file("a.pem"));
		assertRefused("the signing key a.pem is not a regular file");
		Files.delete(file("a.pem"));
		Files.createSymbolicLink(file("a.pem"), Path.of("gone"));
		assertRefused("the signing key a.pem is not a regular file");
	}

	@Test
	void refusesALargeFile() throws IOException {
		write("a.pem", "x".repeat(70_000));
		assertRefused("the signing key a.pem is larger than 64 KiB");
	}

	@Test
	void refusesAPublicKey() throws IOException {
		Files.setPosixFilePermissions(KEYS.writePublic(file("a.pem")), PosixFilePermissions.fromString("rw-------"));
		assertRefused("the signing key a.pem holds no unencrypted PKCS #8 private key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "RSA PRIVATE KEY", "EC PRIVATE KEY", "CERTIFICATE" })
	void refusesOtherForms(String label) throws IOException {
		write("a.pem", pem(label, KEYS.pair().getPrivate().getEncoded()));
		assertRefused("the signing key a.pem holds no unencrypted PKCS #8 private key");
	}

	@Test
	void refusesTwoKeysInOneFile() throws IOException {
		String pem = pem("PRIVATE KEY", KEYS.pair().getPrivate().getEncoded());
		write("a.pem", pem + pem);
		assertRefused("the signing key a.pem holds more than one private key");
	}

	@Test
	void refusesAnotherAlgorithm() throws IOException, NoSuchAlgorithmException {
		KeyPair ec = KeyPairGenerator.getInstance("EC").generateKeyPair();
		write("a.pem", pem("PRIVATE KEY", ec.getPrivate().getEncoded()));
		assertRefused("the signing key a.pem is not an RSA private key");
	}

	@Test
	void refusesGarbage() throws IOException {
		write("a.pem", pem("PRIVATE KEY", new byte[] { 1, 2, 3 }));
		assertRefused("the signing key a.pem is not an RSA private key");
	}

	@Test
	void refusesATruncatedFile() throws IOException {
		String pem = pem("PRIVATE KEY", KEYS.pair().getPrivate().getEncoded());
		write("a.pem", pem.substring(0, 900));
		assertRefused("the signing key a.pem holds no unencrypted PKCS #8 private key");
	}

	/** The last bytes are the CRT coefficient: the JDK alone would take and use it. */
	@Test
	void refusesADamagedKey() throws IOException {
		byte[] der = KEYS.pair().getPrivate().getEncoded();
		der[der.length - 7] ^= 1;
		write("a.pem", pem("PRIVATE KEY", der));
		assertRefused("the signing key a.pem is damaged: its parts do not belong together");
	}

	@Test
	void hidesTheKey() {
		KEYS.writePrivate(file("a.pem"));
		assertThat(load().toString()).endsWith("key=SigningKey[" + KEYS.keyId() + "]]]]");
	}

	private void assertRefused(String message) {
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(this::load)
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.remedy()).isNotBlank().doesNotContain("\n"));
	}

	private SigningKeys load() {
		return new KeyFolder(this.folder, null, KeyAccess.OWNER_ONLY).read();
	}

	private String onlyKey() {
		assertThat(load().inNameOrder()).hasSize(1);
		return load().inNameOrder().getFirst().key().keyId();
	}

	private Path file(String name) {
		return this.folder.resolve(name);
	}

	private void write(String name, String content) throws IOException {
		Files.setPosixFilePermissions(Files.writeString(file(name), content),
				PosixFilePermissions.fromString("rw-------"));
	}

	private static String pem(String label, byte[] der) {
		return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
				+ "-----\n";
	}

}
