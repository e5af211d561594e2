package dev.missioncontrol.invite.api.reconcile;

import java.time.Instant;

import dev.missioncontrol.invite.event.InviteId;

/**
 * An account that was let in by an invite, as the login provider says.
 *
 * @param account the account: Auth0's {@code user_id}
 * @param inviteId the last invite that let it in
 * @param organizationId where to
 * @param changedAt when the account was last changed; a login is a change
 */
public record SignUp(String account, InviteId inviteId, String organizationId, Instant changedAt) {

	@Override
	public String toString() {
		return "SignUp[" + this.inviteId + "]";
	}

}
