package dev.missioncontrol.invite.api.replay;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A replay as operators see it.
 *
 * @param id its id
 * @param state how far it is
 * @param dryRun whether it tells only what would be sent
 * @param force whether it tells people anew
 * @param ratePerSecond most records sent in a second
 * @param requestedBy who asked for it
 * @param createdAt when
 * @param finishedAt when it came to its end; null while it has not
 * @param total number of its records, as far as they are known
 * @param done how many of them have a result
 * @param results how many have which result
 */
public record ReplayJob(UUID id, ReplayState state, boolean dryRun, boolean force, int ratePerSecond,
		String requestedBy, Instant createdAt, @Nullable Instant finishedAt, long total, long done,
		Map<String, Long> results) {

}
