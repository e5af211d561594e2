package dev.missioncontrol.invite.event.hawk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.event.keys.KeyAccess;

/**
 * A folder with one secret per file: {@code <id>.key}, the secret as one line of text.
 * Links are followed, for Kubernetes mounts each secret as a link to a link; hidden files
 * are left alone.
 *
 * @param path the folder
 * @param groupMayRead whether the files' group may read them; who else may, says
 * {@link KeyAccess}
 */
public record HawkKeyFolder(Path path, boolean groupMayRead) {

	private static final String ENDING = ".key";

	private static final int MAX_SIZE = 1024;

	private static final String MAKE = "Make one with: (umask 077; openssl rand -hex 32 > FOLDER/$(date -u +%Y%m%dT%H%M%SZ).key)";

	/**
	 * Reads and checks all keys.
	 * @return at least one
	 * @throws UnusableHawkKeyException when there is none, or one of them breaks a rule
	 */
	public HawkKeys read() {
		List<HawkKey> keys = files().stream().map(this::read).toList();
		if (keys.isEmpty()) {
			throw new UnusableHawkKeyException("there is no Hawk key: the folder holds no *.key file", MAKE);
		}
		return HawkKeys.of(keys);
	}

	private List<Path> files() {
		if (!Files.isDirectory(this.path)) {
			throw new UnusableHawkKeyException("there is no Hawk key: the folder is missing", MAKE);
		}
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.path, "*" + ENDING)) {
			List<Path> visible = new ArrayList<>();
			for (Path file : files) {
				if (!name(file).startsWith(".")) {
					visible.add(file);
				}
			}
			return visible;
		}
		catch (IOException | DirectoryIteratorException _) {
			throw new UnusableHawkKeyException("the folder of the Hawk keys cannot be read",
					"Make it readable for the user that runs the service.");
		}
	}

	private HawkKey read(Path file) {
		try {
			if (!Files.isRegularFile(file)) {
				throw unusable(file, "is not a regular file", "Remove it from the folder.");
			}
			if (!access().allows(file)) {
				throw unusable(file, "is accessible to others than its owner",
						"Run chmod 600 on it, or set allow-group-read if only its group may read it.");
			}
			if (Files.size(file) > MAX_SIZE) {
				throw unusable(file, "is larger than 1 KiB", "Remove it from the folder.");
			}
			return new HawkKey(name(file).substring(0, name(file).length() - ENDING.length()),
					Files.readString(file, StandardCharsets.ISO_8859_1).stripTrailing());
		}
		catch (IOException _) {
			throw unusable(file, "cannot be read", "Make it readable for the user that runs the service.");
		}
		catch (UnsupportedOperationException _) {
			throw unusable(file, "is on a file system without POSIX permissions",
					"Move the keys to one that has them.");
		}
		catch (IllegalArgumentException ex) {
			throw unusable(file, String.valueOf(ex.getMessage()), MAKE);
		}
	}

	private KeyAccess access() {
		return this.groupMayRead ? KeyAccess.GROUP_MAY_READ : KeyAccess.OWNER_ONLY;
	}

	private static String name(Path file) {
		return String.valueOf(file.getFileName());
	}

	private static UnusableHawkKeyException unusable(Path file, String rule, String remedy) {
		return new UnusableHawkKeyException("the Hawk key " + name(file) + " " + rule, remedy);
	}

}
