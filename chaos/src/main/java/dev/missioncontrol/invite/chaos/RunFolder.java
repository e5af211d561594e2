package dev.missioncontrol.invite.chaos;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.SecretFile;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;

/**
 * Where a run keeps everything. One run at a time has it, and it begins empty.
 */
final class RunFolder implements AutoCloseable {

	/** Marks the folder as ours. */
	private static final String LOCK = "chaos.lock";

	private static final String POSTGRES = "postgres";

	/** What a run leaves behind, and the next one removes. */
	private static final List<String> LEFT = List.of("brokers", "logs", "keys", POSTGRES);

	private final Path path;

	private final FileChannel channel;

	private RunFolder(Path path, FileChannel channel) {
		this.path = path;
		this.channel = channel;
	}

	/**
	 * Takes the folder and removes what an earlier run left, its database server among
	 * it.
	 * @throws CannotStart when it cannot be used, is not ours, or another run has it
	 */
	static RunFolder open(Path folder) {
		Path path = folder.toAbsolutePath().normalize();
		try {
			SecretFile.folder(path);
			if (!Files.exists(path.resolve(LOCK)) && !isEmpty(path)) {
				throw new CannotStart("the folder " + path + " is not empty and not ours; pass another --data-dir");
			}
			FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (!lock(channel)) {
				channel.close();
				throw new CannotStart("the data folder " + path + " is in use by another run");
			}
			RunFolder run = new RunFolder(path, channel);
			run.clear();
			return run;
		}
		catch (IOException ex) {
			throw new CannotStart("the data folder " + path + " cannot be used: " + ex, ex);
		}
	}

	Path brokers() {
		return this.path.resolve("brokers");
	}

	Path logs() {
		return this.path.resolve("logs");
	}

	Path signingKeys() {
		return this.path.resolve("keys").resolve("signing");
	}

	Path dashboardKey() {
		return this.path.resolve("keys").resolve("dashboard.pem");
	}

	PostgresServer startPostgres(int port) {
		return PostgresServer.start(this.path.resolve(POSTGRES), binaries(), port, postgresLog());
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void clear() throws IOException {
		SecretFile.folder(logs());
		PostgresServer.stopLeftover(this.path.resolve(POSTGRES), binaries(), postgresLog());
		for (String each : LEFT) {
			delete(this.path.resolve(each));
		}
		SecretFile.folder(logs());
		SecretFile.folder(signingKeys());
	}

	private Path binaries() {
		return this.path.resolve("postgres-binaries");
	}

	private Path postgresLog() {
		return logs().resolve("postgres.log");
	}

	private static boolean isEmpty(Path folder) throws IOException {
		try (Stream<Path> content = Files.list(folder)) {
			return content.findAny().isEmpty();
		}
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

	/** The lock ends with the channel, or with the process. */
	@SuppressWarnings("try")
	private static boolean lock(FileChannel channel) throws IOException {
		try {
			FileLock lock = channel.tryLock();
			return lock != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

}
