package dev.missioncontrol.invite.claim.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.claim.evidence.ClaimLog;
import dev.missioncontrol.invite.claim.login.Identification;
import dev.missioncontrol.invite.claim.login.Identity;
import dev.missioncontrol.invite.claim.login.IdentityProvider;
import dev.missioncontrol.invite.claim.login.LoginAttempt;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.InviteClosed;

/**
 * Somebody comes back from the provider. Only the invited person, by an account whose
 * e-mail address is verified, gets in; for everybody else the invite stays as it is. The
 * link's time limit, and whether a newer link took its place, are judged at the click: a
 * login under way may finish.
 */
public final class FinishingLogin {

	private final IdentityProvider provider;

	private final ClosedInvites closed;

	private final ClaimLog log;

	private final Duration acknowledgementWait;

	private final Duration decisionWait;

	/**
	 * Sets the parts.
	 * @param provider where people log in
	 * @param closed the invites that have ended
	 * @param log hears how it ended
	 * @param acknowledgementWait how long the person waits for an acceptance to be safe;
	 * after that it is still delivered
	 * @param decisionWait how long the person waits for the word on whose acceptance
	 * counts, once this one is safe
	 */
	public FinishingLogin(IdentityProvider provider, ClosedInvites closed, ClaimLog log, Duration acknowledgementWait,
			Duration decisionWait) {
		this.provider = provider;
		this.closed = closed;
		this.log = log;
		this.acknowledgementWait = acknowledgementWait;
		this.decisionWait = decisionWait;
	}

	/**
	 * Takes the provider's "no".
	 * @param denial what it says
	 * @param attempt the login, its state checked
	 * @return why the person is not let in
	 */
	public Admission deny(Denial denial, LoginAttempt attempt) {
		return refused(attempt, new Admission.Refused(denial.refusal(), "denied"));
	}

	/**
	 * Finishes a login. Blocks while the provider and the log take their time.
	 * @param code the authorization code
	 * @param attempt the login, its state checked
	 * @return whether the person is let in
	 * @throws InterruptedException when the thread is to stop
	 */
	public Admission finish(String code, LoginAttempt attempt) throws InterruptedException {
		return switch (this.provider.identify(code, attempt)) {
			case Identification.Identified(Identity identity) -> judge(identity, attempt);
			case Identification.CodeRefused() -> new Admission.Refused(Refusal.LOGIN_USED);
			case Identification.Untrusted(String reason) ->
				refused(attempt, new Admission.Refused(Refusal.LOGIN_REFUSED, reason));
			case Identification.Unavailable(String reason) -> new Admission.Refused(Refusal.LOGIN_UNAVAILABLE, reason);
		};
	}

	private Admission judge(Identity identity, LoginAttempt attempt) throws InterruptedException {
		if (!identity.isInvited(attempt)) {
			return refused(attempt, new Admission.Refused(Refusal.INVITE_WRONG_ACCOUNT));
		}
		if (!identity.emailVerified()) {
			return refused(attempt, new Admission.Refused(Refusal.EMAIL_NOT_VERIFIED));
		}
		if (identity.isForAnotherThan(attempt.inviteId())) {
			return refused(attempt, new Admission.Refused(Refusal.LOGIN_REFUSED, "other_invite"));
		}
		if (!this.closed.isComplete()) {
			return new Admission.Refused(Refusal.INVITE_STATUS_UNAVAILABLE);
		}
		Optional<InviteClosed> end = this.closed.decision(attempt.inviteId());
		return end.isPresent() ? ended(end.get(), identity, attempt) : accept(identity, attempt);
	}

	private Admission ended(InviteClosed end, Identity identity, LoginAttempt attempt) {
		return isOwn(end, identity) ? new Admission.Granted(true)
				: refused(attempt, new Admission.Refused(Refusal.of(end.reason())));
	}

	private static boolean isOwn(InviteClosed end, Identity identity) {
		return end.reason() == InviteClosed.Reason.ACCEPTED && identity.subject().equals(end.by());
	}

	private Admission accept(Identity identity, LoginAttempt attempt) throws InterruptedException {
		InviteAccepted accepted = new InviteAccepted(attempt.inviteId(), attempt.generation(), identity.subject());
		try {
			this.log.keep(accepted)
				.toCompletableFuture()
				.get(this.acknowledgementWait.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException _) {
			// The provider has let the person in: late or lost, the log counts it, and
			// nobody is kept out for that.
			return new Admission.Granted(false);
		}
		// Others may accept at the same moment, here or at another instance. Without a
		// word in time the person goes in, and the ledger still decides.
		return this.closed.awaitDecision(attempt.inviteId(), this.decisionWait)
			.filter((end) -> !isOwn(end, identity))
			.map((end) -> ended(end, identity, attempt))
			.orElseGet(() -> new Admission.Granted(false));
	}

	private Admission refused(LoginAttempt attempt, Admission.Refused refused) {
		Evidence.of(refused.refusal(), attempt.inviteId(), attempt.generation()).ifPresent(this.log::note);
		return refused;
	}

}
