package dev.missioncontrol.invite.claim.admission;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.claim.login.Identification;
import dev.missioncontrol.invite.claim.login.Identity;
import dev.missioncontrol.invite.claim.login.IdentityProvider;
import dev.missioncontrol.invite.claim.login.LoginAttempt;
import dev.missioncontrol.invite.claim.login.Logins;
import dev.missioncontrol.invite.event.ClaimEvent.ClaimRejected;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.Rejection;
import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.test.InviteFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class FinishingLoginTest {

	private static final EmailAddress GRACE = new EmailAddress("Grace@Example.com");

	private final Invite invite = InviteFixture.anInvite().email("grace@example.com").build();

	private final LoginAttempt attempt = Logins.started(this.invite);

	private final ClosedInvites closed = new ClosedInvites();

	private final RecordingClaimLog log = new RecordingClaimLog();

	private Duration decisionWait = Duration.ZERO;

	@BeforeEach
	void complete() {
		this.closed.markComplete();
	}

	@Test
	void letsTheInvitedPersonIn() throws InterruptedException {
		assertThat(finish(new Identity("auth0|1", GRACE, true, this.invite.inviteId().toString())))
			.isEqualTo(new Admission.Granted(false));
		assertThat(this.log.events).containsExactly(new InviteAccepted(this.invite.inviteId(), 1, "auth0|1"));
	}

	@Test
	void doesNotKeepThePersonWaitingForKafka() throws InterruptedException {
		this.log.acknowledgement = new CompletableFuture<>();
		assertThat(finish(new Identity("auth0|1", GRACE, true, null))).isEqualTo(new Admission.Granted(false));
	}

	@Test
	void keepsOthersOut() throws InterruptedException {
		EmailAddress eve = new EmailAddress("eve@example.com");
		assertThat(finish(new Identity("auth0|2", eve, true, null)))
			.isEqualTo(new Admission.Refused(Refusal.INVITE_WRONG_ACCOUNT));
		assertThat(finish(new Identity("auth0|2", null, true, null)))
			.isEqualTo(new Admission.Refused(Refusal.INVITE_WRONG_ACCOUNT));
		assertThat(this.log.events).containsOnly(rejected(Rejection.WRONG_ACCOUNT));
	}

	@Test
	void keepsUnverifiedAddressesOut() throws InterruptedException {
		assertThat(finish(new Identity("auth0|1", GRACE, false, null)))
			.isEqualTo(new Admission.Refused(Refusal.EMAIL_NOT_VERIFIED));
		assertThat(this.log.events).containsExactly(rejected(Rejection.EMAIL_NOT_VERIFIED));
	}

	@Test
	void keepsLoginsByAnotherInviteOut() throws InterruptedException {
		assertThat(finish(new Identity("auth0|1", GRACE, true, "another")))
			.isEqualTo(new Admission.Refused(Refusal.LOGIN_REFUSED, "other_invite"));
		assertThat(this.log.events).containsExactly(rejected(Rejection.LOGIN_REFUSED));
	}

	@Test
	void letsThePersonThatAcceptedInAgain() throws InterruptedException {
		close(InviteClosed.Reason.ACCEPTED, "auth0|1");
		assertThat(finish(new Identity("auth0|1", GRACE, true, null))).isEqualTo(new Admission.Granted(true));
		assertThat(this.log.events).isEmpty();
	}

	@Test
	void keepsASecondAccountOut() throws InterruptedException {
		close(InviteClosed.Reason.ACCEPTED, "auth0|1");
		assertThat(finish(new Identity("google|1", GRACE, true, null)))
			.isEqualTo(new Admission.Refused(Refusal.INVITE_ALREADY_ACCEPTED));
		assertThat(this.log.events).containsExactly(rejected(Rejection.ALREADY_ACCEPTED));
	}

	@Test
	void keepsASecondAccountOutThatCameAtTheSameMoment() throws InterruptedException {
		this.decisionWait = Duration.ofSeconds(20);
		// Later than the person begins to wait.
		Executor later = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
		this.log.onAcceptance = () -> later.execute(() -> {
			close(InviteClosed.Reason.EXPIRED, null);
			close(InviteClosed.Reason.ACCEPTED, "auth0|1");
		});
		assertThat(finish(new Identity("google|1", GRACE, true, null)))
			.isEqualTo(new Admission.Refused(Refusal.INVITE_ALREADY_ACCEPTED));
		assertThat(this.log.events).last().isEqualTo(rejected(Rejection.ALREADY_ACCEPTED));
	}

	@Test
	void letsInWhoeverWasFirst() throws InterruptedException {
		this.decisionWait = Duration.ofSeconds(20);
		this.log.onAcceptance = () -> close(InviteClosed.Reason.ACCEPTED, "auth0|1");
		assertThat(finish(new Identity("auth0|1", GRACE, true, null))).isEqualTo(new Admission.Granted(false));
		assertThat(this.log.events).hasSize(1);
	}

	@Test
	void keepsNobodyOutForALedgerThatIsAway() throws InterruptedException {
		this.decisionWait = Duration.ofMillis(20);
		assertThat(finish(new Identity("auth0|1", GRACE, true, null))).isEqualTo(new Admission.Granted(false));
	}

	@Test
	void keepsThePersonOutWhenRevokedMeanwhile() throws InterruptedException {
		close(InviteClosed.Reason.REVOKED, "auth0|admin");
		assertThat(finish(new Identity("auth0|1", GRACE, true, null)))
			.isEqualTo(new Admission.Refused(Refusal.INVITE_REVOKED));
	}

	@ParameterizedTest
	@EnumSource(names = { "SUPERSEDED", "EXPIRED" })
	void letsALoginFinishWhoseLinkDiedMeanwhile(InviteClosed.Reason reason) throws InterruptedException {
		close(reason, null);
		assertThat(finish(new Identity("auth0|1", GRACE, true, null))).isEqualTo(new Admission.Granted(false));
		assertThat(this.log.events).containsExactly(new InviteAccepted(this.invite.inviteId(), 1, "auth0|1"));
	}

	@Test
	void saysNothingAboutTheInviteWhenTheProviderIsAway() throws InterruptedException {
		assertThat(finish(new Identification.Unavailable("network")))
			.isEqualTo(new Admission.Refused(Refusal.LOGIN_UNAVAILABLE, "network"));
		assertThat(finish(new Identification.CodeRefused())).isEqualTo(new Admission.Refused(Refusal.LOGIN_USED));
		assertThat(this.log.events).isEmpty();
	}

	@Test
	void recordsADenial() {
		assertThat(finishing(new Identification.CodeRefused())
			.deny(new Denial("access_denied", "invite_wrong_account: no"), this.attempt))
			.isEqualTo(new Admission.Refused(Refusal.INVITE_WRONG_ACCOUNT, "denied"));
		assertThat(this.log.events).containsExactly(rejected(Rejection.WRONG_ACCOUNT));
	}

	private Admission finish(Identity identity) throws InterruptedException {
		return finish(new Identification.Identified(identity));
	}

	private Admission finish(Identification identification) throws InterruptedException {
		return finishing(identification).finish("code", this.attempt);
	}

	private FinishingLogin finishing(Identification identification) {
		IdentityProvider provider = new IdentityProvider() {
			@Override
			public URI loginPage(LoginAttempt attempt) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Identification identify(String code, LoginAttempt attempt) {
				return identification;
			}
		};
		return new FinishingLogin(provider, this.closed, this.log, Duration.ofMillis(50), this.decisionWait);
	}

	private void close(InviteClosed.Reason reason, @Nullable String by) {
		this.closed.add(new InviteClosed(this.invite.inviteId(), reason, Instant.now(), 1, by));
	}

	private ClaimRejected rejected(Rejection reason) {
		return new ClaimRejected(this.invite.inviteId(), 1, reason);
	}

}
