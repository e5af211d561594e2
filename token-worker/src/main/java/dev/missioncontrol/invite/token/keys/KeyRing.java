package dev.missioncontrol.invite.token.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which key signs now: the newest that has been there for a while. A new key rests first,
 * so that every claim-gateway has read its public half before it sees a link of it. Where
 * none has been there for long, as after an installation, the oldest signs. Safe for use
 * by several threads.
 */
public final class KeyRing {

	private final KeyFolder folder;

	private final Duration activateAfter;

	private final InstantSource clock;

	/** Names of keys that came while this runs, whatever their files say. */
	private final Map<String, Instant> appeared = new HashMap<>();

	private SigningKeys keys;

	private volatile StoredKey active;

	private volatile Optional<String> problem = Optional.empty();

	/**
	 * Reads the folder.
	 * @param folder where the keys are
	 * @param activateAfter how long a key rests before it signs
	 * @param clock the time to judge by
	 * @throws StartRefusedException when there is no key, or one breaks a rule
	 */
	public KeyRing(KeyFolder folder, Duration activateAfter, InstantSource clock) {
		this.folder = folder;
		this.activateAfter = activateAfter;
		this.clock = clock;
		this.keys = folder.read();
		this.active = choose(clock.instant());
	}

	/**
	 * The key that signs.
	 * @return the one chosen last
	 */
	public SigningKey active() {
		return this.active.key();
	}

	/**
	 * When the key that signs was made.
	 * @return what its file says
	 */
	public Instant activeSince() {
		return this.active.since();
	}

	/**
	 * How many keys there are.
	 * @return at least one
	 */
	public synchronized int size() {
		return this.keys.inNameOrder().size();
	}

	/**
	 * Why the keys are not those of the folder.
	 * @return the rule that is broken, in one line; empty when they are
	 */
	public Optional<String> problem() {
		return this.problem;
	}

	/**
	 * Reads the folder again, and chooses again. When the folder cannot be used, the keys
	 * stay as they were, and the choice is among them.
	 */
	public synchronized void refresh() {
		Instant now = this.clock.instant();
		try {
			SigningKeys found = this.folder.read();
			found.inNameOrder()
				.stream()
				.map(StoredKey::key)
				.filter((key) -> !this.keys.contains(key))
				.forEach((key) -> this.appeared.putIfAbsent(key.keyId(), now));
			this.keys = found;
			this.problem = Optional.empty();
		}
		catch (StartRefusedException ex) {
			this.problem = Optional.of(String.valueOf(ex.getMessage()));
		}
		this.active = choose(now);
	}

	private StoredKey choose(Instant now) {
		Comparator<StoredKey> byAge = Comparator.comparing(this::since).reversed();
		return this.keys.inNameOrder()
			.stream()
			.filter((key) -> !since(key).plus(this.activateAfter).isAfter(now))
			.reduce((_, newer) -> newer)
			.or(() -> this.keys.inNameOrder().stream().max(byAge))
			.orElseThrow();
	}

	private Instant since(StoredKey key) {
		Instant here = this.appeared.getOrDefault(key.key().keyId(), key.since());
		return here.isAfter(key.since()) ? here : key.since();
	}

}
