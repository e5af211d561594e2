package dev.missioncontrol.invite.event.hawk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HawkKeyFolderTest {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	@TempDir
	private Path folder;

	@Test
	void signsWithTheLastByNameAndTakesAll() throws IOException {
		write("2.key", SECRET, "rw-------");
		write("10.key", SECRET, "r--------");
		write("1.key", SECRET + "\n", "rw-------");
		write(".hidden.key", "", "rw-rw-rw-");
		write("readme.txt", "", "rw-rw-rw-");
		HawkKeys keys = new HawkKeyFolder(this.folder, false).read();
		assertThat(keys.byId()).containsOnlyKeys("1", "10", "2");
		assertThat(keys.active().id()).isEqualTo("2");
		assertThat(keys.find("10")).isPresent();
		assertThat(keys.find("")).isEmpty();
	}

	@Test
	void ignoresTheLineBreakAtTheEnd() throws IOException {
		write("a.key", SECRET + "\n", "rw-------");
		HawkKey key = new HawkKeyFolder(this.folder, false).read().active();
		assertThat(key.mac("text")).isEqualTo(new HawkKey("a", SECRET).mac("text"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-r--r--", "r--r-----", "r--r--r--", "rw-------" })
	void followsMountedSecretsWhoeverMayReadThem(String permissions) throws IOException {
		mounted(permissions);
		assertThat(new HawkKeyFolder(this.folder, false).read().byId()).containsOnlyKeys("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-rw----", "rw-r--rw-", "rwxr-xr-x" })
	void readsNoMountedSecretThatOthersMayChange(String permissions) throws IOException {
		mounted(permissions);
		refuses("the Hawk key a.key is accessible to others than its owner");
	}

	@Test
	void doesNotTakeAnyLinkForAMountedSecret() throws IOException {
		write("draft", SECRET, "rw-r--r--");
		Files.createSymbolicLink(this.folder.resolve("a.key"), Path.of("draft"));
		refuses("the Hawk key a.key is accessible to others than its owner");
	}

	@ParameterizedTest
	@CsvSource({ "rw-r-----, false", "rw----r--, false", "rw----r--, true", "rw--w----, true", "rw-------, " })
	void readsNothingThatOthersMayRead(String permissions, Boolean group) throws IOException {
		write("a.key", SECRET, permissions);
		if (group == null) {
			assertThat(new HawkKeyFolder(this.folder, false).read().byId()).hasSize(1);
			return;
		}
		assertThatExceptionOfType(UnusableHawkKeyException.class)
			.isThrownBy(() -> new HawkKeyFolder(this.folder, group).read())
			.withMessage("the Hawk key a.key is accessible to others than its owner");
	}

	@ParameterizedTest
	@CsvSource({ "a.key, 0123456789abcdef0123456789abcde, 'has 31 bytes, fewer than 32'",
			"a.key, '', 'has 0 bytes, fewer than 32'",
			"a.key, 0123456789abcdef 0123456789abcdef, is not one line of visible ASCII characters",
			"a.key, 0123456789abcdef0123456789abcd\u00e9, is not one line of visible ASCII characters",
			"'a b.key', 0123456789abcdef0123456789abcdef, 'has a name other than 1 to 64 letters, digits, dots, underscores and hyphens'",
			"'a\\b.key', 0123456789abcdef0123456789abcdef, 'has a name other than 1 to 64 letters, digits, dots, underscores and hyphens'" })
	void namesTheRuleThatAKeyBreaks(String name, String secret, String rule) throws IOException {
		write(name, secret, "rw-------");
		refuses("the Hawk key " + name + " " + rule);
	}

	@Test
	void refusesHugeFilesAndFolders() throws IOException {
		write("a.key", SECRET.repeat(100), "rw-------");
		refuses("the Hawk key a.key is larger than 1 KiB");
		Files.delete(this.folder.resolve("a.key"));
		Files.createDirectory(this.folder.resolve("a.key"));
		refuses("the Hawk key a.key is not a regular file");
	}

	@Test
	void wantsAtLeastOneKey() {
		refuses("there is no Hawk key: the folder holds no *.key file");
		assertThatExceptionOfType(UnusableHawkKeyException.class)
			.isThrownBy(() -> new HawkKeyFolder(this.folder.resolve("none"), false).read())
			.withMessage("there is no Hawk key: the folder is missing")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("openssl rand -hex 32"));
	}

	private void mounted(String permissions) throws IOException {
		Path hidden = Files.createDirectory(this.folder.resolve("..data"));
		Files.writeString(hidden.resolve("a.key"), SECRET);
		Files.setPosixFilePermissions(hidden.resolve("a.key"), PosixFilePermissions.fromString(permissions));
		Files.createSymbolicLink(this.folder.resolve("a.key"), Path.of("..data", "a.key"));
	}

	private void refuses(String message) {
		assertThatExceptionOfType(UnusableHawkKeyException.class)
			.isThrownBy(() -> new HawkKeyFolder(this.folder, false).read())
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.remedy()).endsWith(ex.remedy().contains("openssl") ? ")" : "."));
	}

	private void write(String name, String secret, String permissions) throws IOException {
		Path file = Files.writeString(this.folder.resolve(name), secret);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
	}

}
