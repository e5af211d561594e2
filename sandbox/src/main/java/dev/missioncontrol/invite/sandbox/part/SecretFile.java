package dev.missioncontrol.invite.sandbox.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that only their owner may read, from the first byte on.
 */
public final class SecretFile {

	private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

	private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

	private SecretFile() {
	}

	/**
	 * Writes a file in one step: a reader finds the old content or the new one.
	 * @param file where to; replaced when it is there
	 * @param content what to write, in UTF-8
	 * @throws IOException when it cannot be written
	 */
	public static void write(Path file, String content) throws IOException {
		Path draft = Files.createTempFile(folderOf(file), ".draft-", null, PosixFilePermissions.asFileAttribute(OWNER));
		Files.writeString(draft, content);
		Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	/**
	 * Makes a folder, and those above it, when it is not there.
	 * @param folder the folder
	 * @return the folder
	 * @throws IOException when it cannot be made
	 */
	public static Path folder(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
		}
		return folder;
	}

	private static Path folderOf(Path file) throws IOException {
		Path parent = file.toAbsolutePath().getParent();
		if (parent == null) {
			throw new IOException(file + " is not a file");
		}
		return folder(parent);
	}

}
