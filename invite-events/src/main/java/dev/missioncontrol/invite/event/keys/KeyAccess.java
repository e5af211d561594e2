package dev.missioncontrol.invite.event.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * Who besides its owner may touch a file with a secret key.
 */
public enum KeyAccess {

	/** Nobody. */
	OWNER_ONLY,

	/**
	 * The group may read, for secrets that Kubernetes mounts with {@code fsGroup}: they
	 * belong to root, and the service reads them by its group.
	 */
	GROUP_MAY_READ,

	/**
	 * Everybody may read, nobody but the owner write: secrets that a container was given
	 * are mounted with mode 0644 unless told otherwise, and its border keeps others out.
	 */
	ALL_MAY_READ;

	private static final String MOUNTED = "..data";

	/**
	 * Whether a file is open to nobody else. In a secret that Kubernetes mounted, where
	 * each file is a link through {@code ..data}, everybody may read; plain files and
	 * links to them are never like that.
	 * @param file the file, or a link to it
	 * @return false when others may touch it
	 * @throws IOException when that cannot be told
	 * @throws UnsupportedOperationException when the file system has no POSIX permissions
	 */
	public boolean allows(Path file) throws IOException {
		KeyAccess access = isMounted(file) ? ALL_MAY_READ : this;
		return Files.getPosixFilePermissions(file).stream().allMatch(access::allows);
	}

	private static boolean isMounted(Path file) throws IOException {
		return Files.isSymbolicLink(file) && Files.readSymbolicLink(file).startsWith(MOUNTED);
	}

	private boolean allows(PosixFilePermission permission) {
		return switch (permission) {
			case OWNER_READ, OWNER_WRITE, OWNER_EXECUTE -> true;
			case GROUP_READ -> this != OWNER_ONLY;
			case OTHERS_READ -> this == ALL_MAY_READ;
			case GROUP_WRITE, GROUP_EXECUTE, OTHERS_WRITE, OTHERS_EXECUTE -> false;
		};
	}

}
