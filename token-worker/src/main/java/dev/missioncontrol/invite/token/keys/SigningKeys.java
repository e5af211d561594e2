package dev.missioncontrol.invite.token.keys;

import java.util.List;

/**
 * All keys of a folder. Files are named by the time they were made, so that the last in
 * the order of names is the newest.
 *
 * @param inNameOrder the keys, at least one
 */
public record SigningKeys(List<StoredKey> inNameOrder) {

	/**
	 * Keeps the keys.
	 * @throws IllegalArgumentException when there is none
	 */
	public SigningKeys {
		inNameOrder = List.copyOf(inNameOrder);
		if (inNameOrder.isEmpty()) {
			throw new IllegalArgumentException("at least one key is required");
		}
	}

	boolean contains(SigningKey key) {
		return this.inNameOrder.stream().anyMatch((stored) -> stored.key().keyId().equals(key.keyId()));
	}

}
