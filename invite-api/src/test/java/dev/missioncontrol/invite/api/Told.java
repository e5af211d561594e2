package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.event.ClaimEvent.ClaimRejected;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.ClaimEvent.Rejection;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.InviteLink;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationFailed;
import dev.missioncontrol.invite.event.NotificationEvent.Stage;
import dev.missioncontrol.invite.test.InviteFixture;

/**
 * The events of one invite, each some seconds after the request.
 */
public record Told(InviteId id, Instant start) {

	public static Told anInvite() {
		return new Told(InviteId.next(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
	}

	public Invite invite(int generation) {
		return InviteFixture.anInvite()
			.id(this.id)
			.generation(generation)
			.email((generation == 1) ? "grace@example.com" : "grace.h@example.com")
			.requestedAt(this.start.plusSeconds(1000L * (generation - 1)))
			.ttl(Duration.ofHours(24))
			.build();
	}

	public CloudEvent<InviteRequested> requested() {
		return at(0, new InviteRequested(invite(1)));
	}

	public CloudEvent<InviteResendRequested> resendRequested() {
		return at(1000, new InviteResendRequested(invite(2), true));
	}

	public CloudEvent<InviteRevokeRequested> revokeRequested(int seconds) {
		return at(seconds, new InviteRevokeRequested(this.id, 1, "auth0|admin", this.start.plusSeconds(seconds), null));
	}

	public CloudEvent<InviteSigned> signed(int generation) {
		InviteLink link = new InviteLink("https://join.example.com/claim?invite_token=" + "x".repeat(800));
		List<String> chunks = ChunkRule.DEFAULT.split(link);
		return at(1000 * (generation - 1) + 1, new InviteSigned(invite(generation), link, chunks, "kid"));
	}

	public CloudEvent<InviteIdentified> identified(int generation) {
		return at(1000 * (generation - 1) + 2,
				new InviteIdentified(invite(generation), 0, null, this.start.plusSeconds(15)));
	}

	public CloudEvent<NotificationDelivered> delivered(int generation) {
		return at(1000 * (generation - 1) + 17, new NotificationDelivered(this.id, generation, 0));
	}

	public CloudEvent<NotificationFailed> failed(int generation) {
		return at(1000 * (generation - 1) + 17, new NotificationFailed(this.id, generation, 0, Stage.TRACK, "gave-up"));
	}

	public CloudEvent<InviteOpened> opened(int generation, boolean automated) {
		return at(1000 * (generation - 1) + (automated ? 20 : 30), new InviteOpened(this.id, generation, automated));
	}

	public CloudEvent<ClaimRejected> rejected(int generation) {
		return at(1000 * (generation - 1) + 40, new ClaimRejected(this.id, generation, Rejection.WRONG_ACCOUNT));
	}

	public CloudEvent<InviteAccepted> accepted(int generation, String account) {
		return at(1000 * (generation - 1) + 50, new InviteAccepted(this.id, generation, account));
	}

	public <E extends InviteEvent> CloudEvent<E> at(int seconds, E event) {
		return CloudEvent.once("/test", this.start.plusSeconds(seconds), event);
	}

}
