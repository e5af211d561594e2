package dev.missioncontrol.invite.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What dashboards ask for, on {@link Topics#COMMANDS}.
 */
public sealed interface InviteCommand extends InviteEvent {

	/**
	 * When the admin asked.
	 * @return to the millisecond
	 */
	Instant requestedAt();

	/**
	 * An admin invited somebody.
	 *
	 * @param invite the first generation
	 * @param replaces an earlier invite that is taken back by the same command; null for
	 * most
	 */
	record InviteRequested(Invite invite, @Nullable Replaced replaces) implements InviteCommand, WholeInviteEvent {

		public InviteRequested {
			Objects.requireNonNull(invite, "invite");
		}

		/**
		 * An invite that replaces none.
		 * @param invite the first generation
		 */
		public InviteRequested(Invite invite) {
			this(invite, null);
		}

		@Override
		public Instant requestedAt() {
			return this.invite.requestedAt();
		}

	}

	/**
	 * An admin asked for a fresh link and e-mail.
	 *
	 * @param invite the new generation, with its own requester, time and expiry
	 * @param supersedes whether the links of earlier generations die; null means that
	 * they live on until they expire
	 */
	record InviteResendRequested(Invite invite,
			@Nullable Boolean supersedes) implements InviteCommand, WholeInviteEvent {

		public InviteResendRequested {
			Objects.requireNonNull(invite, "invite");
			if (invite.generation() < 2) {
				throw new IllegalArgumentException("a resend is generation 2 or more");
			}
		}

		/**
		 * A resend that leaves earlier links alive.
		 * @param invite the new generation
		 */
		public InviteResendRequested(Invite invite) {
			this(invite, null);
		}

		@Override
		public Instant requestedAt() {
			return this.invite.requestedAt();
		}

	}

	/**
	 * An admin took the invite back, all generations of it.
	 *
	 * @param inviteId the invite
	 * @param generation the newest generation when the admin asked
	 * @param requestedBy subject ({@code sub}) of the admin
	 * @param requestedAt when the admin asked, to the millisecond
	 * @param reason the admin's words; null when none were given
	 */
	record InviteRevokeRequested(InviteId inviteId, int generation, String requestedBy, Instant requestedAt,
			@Nullable String reason) implements InviteCommand {

		public InviteRevokeRequested {
			Objects.requireNonNull(inviteId, "inviteId");
			Objects.requireNonNull(requestedBy, "requestedBy");
			Generations.check(generation);
			requestedAt = requestedAt.truncatedTo(ChronoUnit.MILLIS);
		}

	}

	/**
	 * An invite that another one takes the place of.
	 *
	 * @param inviteId the invite
	 * @param generation its newest generation when the admin asked
	 */
	record Replaced(InviteId inviteId, int generation) {

		public Replaced {
			Objects.requireNonNull(inviteId, "inviteId");
			Generations.check(generation);
		}

	}

}
