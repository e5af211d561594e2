package dev.missioncontrol.invite.token.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.keys.KeyAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code bin/new-key}, and that the worker takes what it makes. */
class NewKeyIT {

	@TempDir
	private Path folder;

	@Test
	void makesPairsThatBelongTogetherEvenAtTheSameTime() throws IOException, InterruptedException {
		List<Process> all = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			all.add(newKey("--bits", "2048", this.folder.toString()));
		}
		for (Process each : all) {
			String output = new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(each.waitFor()).as(output).isZero();
		}
		assertThat(permissions(this.folder.resolve("private"))).isEqualTo("rwx------");
		assertThat(files("private")).hasSize(3).allSatisfy((file) -> {
			assertThat(file.getFileName().toString()).matches("\\d{8}T\\d{6}Z\\.pem");
			assertThat(permissions(file)).isEqualTo("rw-------");
		});
		assertThat(files("public")).hasSize(3)
			.allSatisfy((file) -> assertThat(permissions(file)).isEqualTo("rw-r--r--"));
		SigningKeys keys = new KeyFolder(this.folder.resolve("private"), this.folder.resolve("public"),
				KeyAccess.OWNER_ONLY)
			.read();
		assertThat(keys.inNameOrder()).hasSize(3);
	}

	@Test
	void leavesNothingWhereItFails() throws IOException, InterruptedException {
		Files.createDirectory(this.folder.resolve("private"));
		Files.writeString(this.folder.resolve("public"), "a file");
		Process process = newKey(this.folder.toString());
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isEqualTo(1);
		assertThat(output.lines()).singleElement().asString().startsWith("new-key: cannot make ");
		assertThat(files("private")).isEmpty();
	}

	@Test
	void refusesSmallKeys() throws IOException, InterruptedException {
		Process process = newKey("--bits", "1024", this.folder.toString());
		assertThat(process.waitFor()).isEqualTo(1);
		assertThat(files(".")).isEmpty();
	}

	private List<Path> files(String name) throws IOException {
		try (Stream<Path> files = Files.list(this.folder.resolve(name))) {
			return files.sorted().toList();
		}
	}

	private static String permissions(Path file) {
		try {
			return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Process newKey(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("bin/new-key"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).directory(Path.of("..").toFile()).redirectErrorStream(true).start();
	}

}
