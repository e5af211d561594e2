package dev.missioncontrol.invite.claim.login;

import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;

/**
 * Who logged in, as the provider vouches for it.
 *
 * @param subject the account
 * @param email its e-mail address; null when it has none
 * @param emailVerified whether the person has shown to own that address
 * @param inviteId the invite that the provider let in by this login; null when it does
 * not say
 */
public record Identity(String subject, @Nullable EmailAddress email, boolean emailVerified, @Nullable String inviteId) {

	/**
	 * Whether this is the person that a login was started for.
	 * @param attempt the login
	 * @return true when the addresses are equal
	 */
	public boolean isInvited(LoginAttempt attempt) {
		return attempt.email().equals(this.email);
	}

	/**
	 * Whether the provider let in by another invite than the login's.
	 * @param id the login's invite
	 * @return false when the provider does not say
	 */
	public boolean isForAnotherThan(InviteId id) {
		return this.inviteId != null && !this.inviteId.equals(id.toString());
	}

	@Override
	public String toString() {
		return "Identity[***]";
	}

}
