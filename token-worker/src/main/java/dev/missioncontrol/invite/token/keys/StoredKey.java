package dev.missioncontrol.invite.token.keys;

import java.time.Instant;

/**
 * A key and what its file says about it.
 *
 * @param name name of the file
 * @param since when it was made: the time that its name begins with, as bin/new-key
 * writes it, or else the last change of the file
 * @param key the key
 */
public record StoredKey(String name, Instant since, SigningKey key) {
}
