package dev.missioncontrol.invite.api.batch;

import dev.missioncontrol.invite.api.caller.Caller;

/**
 * On whose behalf the rows of a batch are carried out, also long after the token has
 * expired: with the rights of the moment when it was sent.
 *
 * @param caller who sent it
 * @param mayReplace whether that caller may revoke invites, which replacing one is
 */
public record Submitter(Caller caller, boolean mayReplace) {

}
