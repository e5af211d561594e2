package dev.missioncontrol.invite.api.live;

import dev.missioncontrol.invite.api.ledger.InviteSummary;

/**
 * An invite that has changed.
 *
 * @param position where a reader stands who has seen it
 * @param invite how it looks now
 */
public record InviteChange(ChangePosition position, InviteSummary invite) {

}
