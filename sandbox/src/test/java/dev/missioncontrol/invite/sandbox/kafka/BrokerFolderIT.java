package dev.missioncontrol.invite.sandbox.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BrokerFolderIT {

	@TempDir
	private Path parent;

	private Path path;

	private Path meta;

	@BeforeEach
	void name() {
		this.path = this.parent.resolve("broker");
		this.meta = this.path.resolve("meta.properties");
	}

	@Test
	void formatsANewFolderOnce() throws IOException {
		new BrokerFolder(this.path).prepare();
		String first = Files.readString(this.meta);
		assertThat(first).contains("node.id=1", "cluster.id=");
		new BrokerFolder(this.path).prepare();
		assertThat(Files.readString(this.meta)).isEqualTo(first);
	}

	@Test
	void leavesAForeignFolderAlone() throws IOException {
		Files.createDirectories(this.path);
		Files.writeString(this.path.resolve("letter.txt"), "hello");
		assertRefused("holds no broker's data");
		assertThat(this.path).isDirectoryContaining((file) -> file.endsWith("letter.txt"));
		assertThat(this.meta).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\\u12", "node.id=2\ncluster.id=a\ndirectory.id=b", "node.id=1\ncluster.id=a" })
	void refusesBrokenMetaProperties(String content) throws IOException {
		Files.createDirectories(this.path);
		Files.writeString(this.meta, content);
		assertRefused("another broker");
	}

	@Test
	void refusesAFile() throws IOException {
		Files.writeString(this.path, "");
		assertRefused(this.path.toString());
	}

	private void assertRefused(String message) {
		assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> new BrokerFolder(this.path).prepare())
			.withMessageContaining(message);
	}

}
