package dev.missioncontrol.invite.sandbox.part;

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

/**
 * A folder that one process at a time has. A file in it marks it as ours, so that a
 * mistyped option never touches somebody else's files.
 */
public final class OwnedFolder implements AutoCloseable {

	private final Path path;

	private final FileChannel marker;

	private OwnedFolder(Path path, FileChannel marker) {
		this.path = path;
		this.marker = marker;
	}

	/**
	 * Takes a folder, which is made when it is not there, for its user only.
	 * @param folder the folder
	 * @param marker name of the file that marks it
	 * @param holder who takes it, in the words that another one reads who comes too late
	 * @return the folder, until it is closed or the process ends
	 * @throws CannotStart when it cannot be used, is not ours, or somebody has it
	 */
	public static OwnedFolder take(Path folder, String marker, String holder) {
		Path path = folder.toAbsolutePath().normalize();
		try {
			check(path, marker);
			FileChannel channel = FileChannel.open(path.resolve(marker), StandardOpenOption.CREATE,
					StandardOpenOption.READ, StandardOpenOption.WRITE);
			if (!lock(channel)) {
				channel.close();
				String other = Files.readString(path.resolve(marker)).strip();
				throw new CannotStart("the data folder %s is in use by %s".formatted(path,
						other.matches("[ -~]{1,100}") ? other : "somebody else"));
			}
			channel.truncate(0).write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.US_ASCII)));
			return new OwnedFolder(path, channel);
		}
		catch (IOException ex) {
			throw new CannotStart("the data folder " + path + " cannot be used: " + ex, ex);
		}
	}

	/**
	 * Where it is.
	 * @return an absolute path
	 */
	public Path path() {
		return this.path;
	}

	@Override
	public void close() {
		try {
			this.marker.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void check(Path folder, String marker) throws IOException {
		if (Files.exists(folder) && !Files.isDirectory(folder)) {
			throw new CannotStart("the data folder " + folder + " is not a folder");
		}
		SecretFile.folder(folder);
		if (!Files.isWritable(folder)) {
			throw new CannotStart("the data folder " + folder + " cannot be written to");
		}
		if (!Files.exists(folder.resolve(marker)) && !isEmpty(folder)) {
			throw new CannotStart("the folder " + folder + " is not empty and not ours; pass another --data-dir");
		}
	}

	private static boolean isEmpty(Path folder) throws IOException {
		try (Stream<Path> content = Files.list(folder)) {
			return content.findAny().isEmpty();
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
