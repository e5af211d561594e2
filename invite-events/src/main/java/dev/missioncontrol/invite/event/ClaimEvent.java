package dev.missioncontrol.invite.event;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of a click, on {@link Topics#CLAIMS}. Only links whose signature is ours
 * get here: of others, nothing that they say can be believed, the invite id included.
 */
public sealed interface ClaimEvent extends InviteEvent {

	/**
	 * Why a claim went no further.
	 */
	enum Rejection {

		/** The link's time was over. */
		@JsonProperty("expired")
		EXPIRED,

		/** An admin had taken the invite back. */
		@JsonProperty("revoked")
		REVOKED,

		/** A later generation replaced this link. */
		@JsonProperty("superseded")
		SUPERSEDED,

		/** Another account had accepted it. */
		@JsonProperty("already-accepted")
		ALREADY_ACCEPTED,

		/** The account that logged in has another e-mail address. */
		@JsonProperty("wrong-account")
		WRONG_ACCOUNT,

		/** The account that logged in has not verified its e-mail address. */
		@JsonProperty("email-not-verified")
		EMAIL_NOT_VERIFIED,

		/** Auth0 refused for another reason. */
		@JsonProperty("login-refused")
		LOGIN_REFUSED

	}

	/**
	 * Somebody, or a mail scanner, followed the link.
	 *
	 * @param inviteId the invite
	 * @param generation generation of the link
	 * @param automated whether the request looked like a program's
	 */
	record InviteOpened(InviteId inviteId, int generation, boolean automated) implements ClaimEvent {

		public InviteOpened {
			Objects.requireNonNull(inviteId, "inviteId");
			Generations.check(generation);
		}

	}

	/**
	 * The invited person logged in.
	 *
	 * @param inviteId the invite
	 * @param generation generation of the link
	 * @param acceptedBy the account: Auth0's {@code user_id}
	 */
	record InviteAccepted(InviteId inviteId, int generation, String acceptedBy) implements ClaimEvent {

		public InviteAccepted {
			Objects.requireNonNull(inviteId, "inviteId");
			Objects.requireNonNull(acceptedBy, "acceptedBy");
			Generations.check(generation);
		}

	}

	/**
	 * A genuine link that did not lead to an acceptance.
	 *
	 * @param inviteId the invite
	 * @param generation generation of the link
	 * @param reason why not
	 */
	record ClaimRejected(InviteId inviteId, int generation, Rejection reason) implements ClaimEvent {

		public ClaimRejected {
			Objects.requireNonNull(inviteId, "inviteId");
			Objects.requireNonNull(reason, "reason");
			Generations.check(generation);
		}

	}

}
