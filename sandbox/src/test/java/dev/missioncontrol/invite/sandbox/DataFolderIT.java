package dev.missioncontrol.invite.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

class DataFolderIT {

	private static final Ports PORTS = new Ports(9080);

	@TempDir
	private Path parent;

	@Test
	void makesAFolderForItsOwnerAlone() throws IOException {
		try (DataFolder folder = open()) {
			assertThat(folder.logs()).isDirectory();
			assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
		}
		open().close();
	}

	@Test
	void letsOneSandboxAtATimeIn() {
		DataFolder first = open();
		assertRefused("in use by another sandbox, on the ports from 9080 up");
		first.close();
		open().close();
	}

	@Test
	void refusesAFile() throws IOException {
		Files.writeString(path(), "");
		assertRefused("is not a folder");
	}

	@Test
	void refusesAFolderOfSomethingElse() throws IOException {
		Files.createDirectories(path().resolve("holiday"));
		assertRefused("is not empty and not ours");
	}

	@Test
	void refusesAFolderThatCannotBeWritten() throws IOException {
		Files.createDirectory(path(),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
		assumeThat(Files.isWritable(path())).as("root may write anywhere").isFalse();
		assertRefused("cannot be written to");
	}

	@Test
	void refusesAFileWhereLogsBelong() throws IOException {
		open().close();
		Files.delete(path().resolve("logs"));
		Files.writeString(path().resolve("logs"), "");
		assertRefused("cannot be used");
	}

	private void assertRefused(String message) {
		assertThatExceptionOfType(CannotStart.class).isThrownBy(this::open).withMessageContaining(message);
	}

	private DataFolder open() {
		return DataFolder.open(path(), PORTS);
	}

	private Path path() {
		return this.parent.resolve("sandbox");
	}

}
