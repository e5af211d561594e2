package dev.missioncontrol.invite.claim.admission;

import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import dev.missioncontrol.invite.claim.ClaimTokens;
import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.claim.keys.PublicKeys;
import dev.missioncontrol.invite.claim.token.TokenRules;
import dev.missioncontrol.invite.claim.token.VerifyingClaimToken;
import dev.missioncontrol.invite.event.ClaimEvent.ClaimRejected;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.ClaimEvent.Rejection;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FollowingLinkTest {

	private static final ClaimTokens TOKENS = new ClaimTokens(RsaKeys.generate(2048));

	private static final URI APPLICATION = URI.create("https://app.example.com/login?from=mail");

	private final Invite invite = InviteFixture.anInvite().build();

	private final ClosedInvites closed = new ClosedInvites();

	private final RecordingClaimLog log = new RecordingClaimLog();

	private final FollowingLink following = following(Instant.now());

	@BeforeEach
	void complete() {
		this.closed.markComplete();
	}

	@Test
	void sendsOnAndTakesNote() {
		String token = TOKENS.sign(this.invite);
		assertThat(this.following.follow(token, true))
			.isEqualTo(new Onward.ToApplication(URI.create(APPLICATION + "&invite_token=" + token)));
		assertThat(this.log.events).containsExactly(new InviteOpened(this.invite.inviteId(), 1, true));
	}

	@ParameterizedTest
	@CsvSource({ "REVOKED,INVITE_REVOKED,REVOKED", "EXPIRED,INVITE_EXPIRED,EXPIRED",
			"SUPERSEDED,INVITE_SUPERSEDED,SUPERSEDED" })
	void stopsAtAnEnd(InviteClosed.Reason reason, Refusal refusal, Rejection rejection) {
		close(reason);
		assertThat(this.following.follow(TOKENS.sign(this.invite), false)).isEqualTo(new Onward.Refused(refusal, ""));
		assertThat(this.log.events).containsExactly(new ClaimRejected(this.invite.inviteId(), 1, rejection));
	}

	@Test
	void tellsThatItWasAcceptedEvenAfterItsTime() {
		close(InviteClosed.Reason.ACCEPTED);
		assertThat(following(this.invite.expiresAt()).follow(TOKENS.sign(this.invite), false))
			.isEqualTo(new Onward.Refused(Refusal.INVITE_ALREADY_ACCEPTED, ""));
		assertThat(this.log.events).isEmpty();
	}

	@Test
	void stopsAfterItsTime() {
		assertThat(following(this.invite.expiresAt()).follow(TOKENS.sign(this.invite), false))
			.isEqualTo(new Onward.Refused(Refusal.INVITE_EXPIRED, ""));
	}

	@Test
	void letsNobodyInByALateAddress() {
		String token = TOKENS.sign(this.invite);
		assertThat(this.following.followLate(token)).isEqualTo(new Onward.Refused(Refusal.INVITE_EXPIRED, ""));
		close(InviteClosed.Reason.ACCEPTED);
		assertThat(this.following.followLate(token)).isEqualTo(new Onward.Refused(Refusal.INVITE_ALREADY_ACCEPTED, ""));
		assertThat(this.following.followLate(token + "A")).isInstanceOfSatisfying(Onward.Refused.class,
				(refused) -> assertThat(refused.refusal()).isEqualTo(Refusal.INVITE_INVALID));
	}

	@Test
	void takesNoNoteOfForgeries() {
		String forged = new ClaimTokens(RsaKeys.generate(2048)).sign(this.invite);
		assertThat(this.following.follow(forged, false)).isEqualTo(new Onward.Refused(Refusal.INVITE_INVALID, "key"));
		assertThat(this.log.events).isEmpty();
	}

	@Test
	void waitsUntilAllEndsAreKnown() {
		FollowingLink early = new FollowingLink(verifying(Instant.now()), new ClosedInvites(),
				new ApplicationLogin(APPLICATION), this.log);
		assertThat(early.follow(TOKENS.sign(this.invite), false))
			.isEqualTo(new Onward.Refused(Refusal.INVITE_STATUS_UNAVAILABLE, ""));
	}

	private void close(InviteClosed.Reason reason) {
		this.closed.add(new InviteClosed(this.invite.inviteId(), reason, Instant.now(), 1, null));
	}

	private FollowingLink following(Instant now) {
		return new FollowingLink(verifying(now), this.closed, new ApplicationLogin(APPLICATION), this.log);
	}

	private static VerifyingClaimToken verifying(Instant now) {
		PublicKeys keys = PublicKeys.of(List.of((RSAPublicKey) TOKENS.keys().pair().getPublic()));
		return new VerifyingClaimToken(new TokenRules(ClaimTokens.ISSUER, ClaimTokens.AUDIENCE, Duration.ofMinutes(1)),
				() -> keys, InstantSource.fixed(now));
	}

}
