package dev.missioncontrol.invite.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.SecretFile;

/**
 * Where the sandbox keeps everything between runs. One sandbox at a time has it.
 */
final class DataFolder implements AutoCloseable {

	/** Marks the folder as ours, and holds the address of the sandbox that has it. */
	private static final String LOCK = "sandbox.lock";

	private static final String LOGS = "logs";

	private final Path path;

	private final FileChannel channel;

	private DataFolder(Path path, FileChannel channel) {
		this.path = path;
		this.channel = channel;
	}

	/**
	 * Takes the folder, which is made when it is not there.
	 * @param path the folder
	 * @param ports written down for a second sandbox to report
	 * @return the folder, until it is closed
	 * @throws CannotStart when it cannot be used, or another sandbox has it
	 */
	static DataFolder open(Path path, Ports ports) {
		Path folder = path.toAbsolutePath().normalize();
		try {
			check(folder);
			SecretFile.folder(folder.resolve(LOGS));
			FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
					StandardOpenOption.READ, StandardOpenOption.WRITE);
			if (!lock(channel)) {
				String base = Files.readString(folder.resolve(LOCK)).strip();
				channel.close();
				throw new CannotStart("the data folder %s is in use by another sandbox, on the ports from %s up"
					.formatted(folder, base.matches("\\d{4,5}") ? base : "somewhere"));
			}
			channel.truncate(0).write(ByteBuffer.wrap((ports.base() + "\n").getBytes(StandardCharsets.US_ASCII)));
			return new DataFolder(folder, channel);
		}
		catch (IOException ex) {
			throw new CannotStart("the data folder " + folder + " cannot be used: " + ex, ex);
		}
	}

	Path broker() {
		return this.path.resolve("broker");
	}

	Path postgres() {
		return this.path.resolve("postgres");
	}

	Path postgresBinaries() {
		return this.path.resolve("postgres-binaries");
	}

	Path auth0() {
		return this.path.resolve("auth0");
	}

	Path dashboardKey() {
		return this.path.resolve("dashboard").resolve("key.pem");
	}

	Path privateKeys() {
		return this.path.resolve("keys").resolve("private");
	}

	Path publicKeys() {
		return this.path.resolve("keys").resolve("public");
	}

	Path logs() {
		return this.path.resolve(LOGS);
	}

	Path log(String name) {
		return logs().resolve(name + ".log");
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

	private static void check(Path folder) throws IOException {
		if (Files.exists(folder) && !Files.isDirectory(folder)) {
			throw new CannotStart("the data folder " + folder + " is not a folder");
		}
		SecretFile.folder(folder);
		if (!Files.isWritable(folder)) {
			throw new CannotStart("the data folder " + folder + " cannot be written to");
		}
		if (!Files.exists(folder.resolve(LOCK))) {
			try (Stream<Path> content = Files.list(folder)) {
				if (content.findAny().isPresent()) {
					throw new CannotStart("the folder " + folder
							+ " is not empty and not the data folder of a sandbox; pass another --data-dir");
				}
			}
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
