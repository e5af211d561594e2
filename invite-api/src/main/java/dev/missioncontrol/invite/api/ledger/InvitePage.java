package dev.missioncontrol.invite.api.ledger;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Part of a list of invites.
 *
 * @param items at most as many as were asked for
 * @param nextCursor what to ask for the next part with; null at the end of the list
 * @param total how many invites the whole list has, or the most that are counted
 * @param totalExact whether there are no more than that
 */
public record InvitePage(List<InviteSummary> items, @Nullable String nextCursor, long total, boolean totalExact) {

}
