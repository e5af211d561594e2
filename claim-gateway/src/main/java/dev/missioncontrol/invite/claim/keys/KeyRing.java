package dev.missioncontrol.invite.claim.keys;

import java.util.Optional;

/**
 * The accepted keys as they are now. Reading the folder again while links are verified
 * fails none of them: the set is replaced as a whole. Safe for use by several threads.
 */
public final class KeyRing {

	private final KeyFolder folder;

	private volatile PublicKeys keys;

	private volatile Optional<String> problem = Optional.empty();

	/**
	 * Reads the folder.
	 * @param folder where the keys are
	 * @throws UnusableKeyException when it cannot be used
	 */
	public KeyRing(KeyFolder folder) {
		this.folder = folder;
		this.keys = folder.read();
	}

	/**
	 * Reads the folder again.
	 * @return whether other keys are accepted now
	 * @throws UnusableKeyException when the folder cannot be used; the keys stay as they
	 * were
	 */
	public boolean reload() {
		PublicKeys before = this.keys;
		try {
			this.keys = this.folder.read();
			this.problem = Optional.empty();
		}
		catch (UnusableKeyException ex) {
			this.problem = Optional.of(String.valueOf(ex.getMessage()));
			throw ex;
		}
		return !before.byId().keySet().equals(this.keys.byId().keySet());
	}

	/**
	 * Why the keys are not those of the folder.
	 * @return one sentence; empty when they are
	 */
	public Optional<String> problem() {
		return this.problem;
	}

	/**
	 * The accepted keys.
	 * @return the set as it is now
	 */
	public PublicKeys keys() {
		return this.keys;
	}

}
