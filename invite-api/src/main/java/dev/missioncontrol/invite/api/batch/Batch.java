package dev.missioncontrol.invite.api.batch;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A batch as callers see it.
 *
 * @param id its id
 * @param state how far it is
 * @param requestedBy who sent it
 * @param createdAt when
 * @param finishedAt when the last row got its result; null while it has none
 * @param total number of its rows
 * @param done how many of them have a result
 * @param accepted how many people were invited
 * @param duplicate how many had a pending invite already
 * @param refused how many rows a rule refused
 * @param failed how many met a fault of ours
 * @param cancelled how many were not begun before it was stopped
 */
public record Batch(BatchId id, BatchState state, String requestedBy, Instant createdAt, @Nullable Instant finishedAt,
		long total, long done, long accepted, long duplicate, long refused, long failed, long cancelled) {

}
