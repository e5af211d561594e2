package dev.missioncontrol.invite.claim.link;

import java.util.Optional;

import dev.missioncontrol.invite.event.hawk.HawkKeyFolder;
import dev.missioncontrol.invite.event.hawk.HawkKeys;
import dev.missioncontrol.invite.event.hawk.UnusableHawkKeyException;

/**
 * The accepted Hawk keys as they are now; the set is replaced as a whole. Safe for use by
 * several threads.
 */
public final class HawkKeyRing {

	private final HawkKeyFolder folder;

	private volatile HawkKeys keys;

	private volatile Optional<String> problem = Optional.empty();

	/**
	 * Reads the folder.
	 * @param folder where the keys are
	 * @throws UnusableHawkKeyException when it cannot be used
	 */
	public HawkKeyRing(HawkKeyFolder folder) {
		this.folder = folder;
		this.keys = folder.read();
	}

	/**
	 * Reads the folder again.
	 * @return whether other keys are accepted now
	 * @throws UnusableHawkKeyException when the folder cannot be used; the keys stay as
	 * they were
	 */
	public boolean reload() {
		HawkKeys before = this.keys;
		try {
			this.keys = this.folder.read();
			this.problem = Optional.empty();
		}
		catch (UnusableHawkKeyException ex) {
			this.problem = Optional.of(String.valueOf(ex.getMessage()));
			throw ex;
		}
		return !before.byId().keySet().equals(this.keys.byId().keySet());
	}

	/**
	 * Why the keys are not those of the folder.
	 * @return without a full stop; empty when they are
	 */
	public Optional<String> problem() {
		return this.problem;
	}

	/**
	 * The accepted keys.
	 * @return the set as it is now
	 */
	public HawkKeys keys() {
		return this.keys;
	}

}
