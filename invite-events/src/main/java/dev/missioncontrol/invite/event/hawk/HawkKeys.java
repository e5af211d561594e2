package dev.missioncontrol.invite.event.hawk;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keys by their names. The last in the order of names signs; all are accepted, so that
 * links made with an older key keep working for as long as it is kept.
 *
 * @param byId the keys, at least one
 */
public record HawkKeys(SortedMap<String, HawkKey> byId) {

	/**
	 * Keeps the keys.
	 * @throws IllegalArgumentException when there is none
	 */
	public HawkKeys {
		byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
		if (byId.isEmpty()) {
			throw new IllegalArgumentException("at least one key is required");
		}
	}

	/**
	 * Names keys.
	 * @param keys the keys, at least one
	 * @return the set
	 */
	public static HawkKeys of(Collection<HawkKey> keys) {
		SortedMap<String, HawkKey> byId = new TreeMap<>();
		keys.forEach((key) -> byId.put(key.id(), key));
		return new HawkKeys(byId);
	}

	/**
	 * The key that signs.
	 * @return the last by name
	 */
	public HawkKey active() {
		return this.byId.lastEntry().getValue();
	}

	/**
	 * The key of this name.
	 * @param id may be anything
	 * @return empty when it is not one of ours
	 */
	public Optional<HawkKey> find(String id) {
		return Optional.ofNullable(this.byId.get(id));
	}

}
