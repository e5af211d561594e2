package dev.missioncontrol.invite.token.keys;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Who besides its owner may touch a private key.
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

	boolean allows(Set<PosixFilePermission> permissions) {
		return permissions.stream().allMatch(this::allows);
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
