package dev.missioncontrol.invite.api.ledger;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One step on the way of an invite.
 *
 * @param milestone what happened
 * @param generation to which generation
 * @param at when
 * @param detail more about it; null when there is no more
 */
public record TimelineEntry(Milestone milestone, int generation, Instant at,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String detail) {

}
