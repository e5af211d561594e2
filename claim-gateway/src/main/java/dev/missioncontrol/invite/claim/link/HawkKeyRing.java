package dev.missioncontrol.invite.claim.link;

import dev.missioncontrol.invite.event.hawk.HawkKeyFolder;
import dev.missioncontrol.invite.event.hawk.HawkKeys;

/**
 * The accepted Hawk keys as they are now; the set is replaced as a whole. Safe for use by
 * several threads.
 */
public final class HawkKeyRing {

	private final HawkKeyFolder folder;

	private volatile HawkKeys keys;

	/**
	 * Reads the folder.
	 * @param folder where the keys are
	 * @throws dev.missioncontrol.invite.event.hawk.UnusableHawkKeyException when it
	 * cannot be used
	 */
	public HawkKeyRing(HawkKeyFolder folder) {
		this.folder = folder;
		this.keys = folder.read();
	}

	/**
	 * Reads the folder again.
	 * @return whether other keys are accepted now
	 * @throws dev.missioncontrol.invite.event.hawk.UnusableHawkKeyException when the
	 * folder cannot be used; the keys stay as they were
	 */
	public boolean reload() {
		HawkKeys before = this.keys;
		this.keys = this.folder.read();
		return !before.byId().keySet().equals(this.keys.byId().keySet());
	}

	/**
	 * The accepted keys.
	 * @return the set as it is now
	 */
	public HawkKeys keys() {
		return this.keys;
	}

}
