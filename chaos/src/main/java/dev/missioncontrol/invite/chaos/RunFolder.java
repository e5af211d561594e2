package dev.missioncontrol.invite.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.OwnedFolder;
import dev.missioncontrol.invite.sandbox.part.SecretFile;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;

/**
 * Where a run keeps everything. One run at a time has it, and it begins empty.
 */
final class RunFolder implements AutoCloseable {

	private static final String POSTGRES = "postgres";

	/** What a run leaves behind, and the next one removes. */
	private static final List<String> LEFT = List.of("brokers", "logs", "keys", POSTGRES);

	private final OwnedFolder folder;

	private RunFolder(OwnedFolder folder) {
		this.folder = folder;
	}

	/**
	 * Takes the folder and removes what an earlier run left, its database server among
	 * it.
	 * @throws CannotStart when it cannot be used, is not ours, or another run has it
	 */
	static RunFolder open(Path path) {
		RunFolder run = new RunFolder(OwnedFolder.take(path, "chaos.lock", "another run"));
		try {
			run.clear();
			return run;
		}
		catch (IOException ex) {
			run.close();
			throw new CannotStart("the data folder " + path + " cannot be emptied: " + ex, ex);
		}
	}

	Path brokers() {
		return this.folder.path().resolve("brokers");
	}

	Path logs() {
		return this.folder.path().resolve("logs");
	}

	Path signingKeys() {
		return this.folder.path().resolve("keys").resolve("signing");
	}

	Path dashboardKey() {
		return this.folder.path().resolve("keys").resolve("dashboard.pem");
	}

	PostgresServer startPostgres(int port) {
		return PostgresServer.start(this.folder.path().resolve(POSTGRES), binaries(), port, postgresLog());
	}

	@Override
	public void close() {
		this.folder.close();
	}

	private void clear() throws IOException {
		SecretFile.folder(logs());
		PostgresServer.stopLeftover(this.folder.path().resolve(POSTGRES), binaries(), postgresLog());
		for (String each : LEFT) {
			delete(this.folder.path().resolve(each));
		}
		SecretFile.folder(logs());
		SecretFile.folder(signingKeys());
	}

	private Path binaries() {
		return this.folder.path().resolve("postgres-binaries");
	}

	private Path postgresLog() {
		return logs().resolve("postgres.log");
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		List<Path> content;
		try (Stream<Path> walk = Files.walk(folder)) {
			content = walk.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path each : content) {
			Files.delete(each);
		}
	}

}
