package dev.missioncontrol.invite.segment.notification;

import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.segment.analytics.messages.IdentifyMessage;
import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.Organization;

/**
 * Tells Segment who is invited, and hands over the link in chunks that Intercom can hold.
 */
public final class IdentifyingContact {

	private final UserId userId;

	private final Clock clock;

	/**
	 * Makes the use case.
	 * @param userId what names the person
	 * @param clock judges whether a link still works
	 */
	public IdentifyingContact(UserId userId, Clock clock) {
		this.userId = userId;
		this.clock = clock;
	}

	/**
	 * The identify of a signed invite.
	 * @param signed the invite with its link
	 * @param telling which telling of the invite this is
	 * @return the message; refused when the link works no more, or when a chunk is longer
	 * than an Intercom attribute, which Intercom would drop without a word
	 */
	public Notification notify(InviteSigned signed, Telling telling) {
		Invite invite = signed.invite();
		if (invite.isExpiredAt(this.clock.instant())) {
			return new Notification.Refused("expired");
		}
		if (signed.chunks().stream().anyMatch((chunk) -> chunk.length() > ChunkRule.INTERCOM_LIMIT)) {
			return new Notification.Refused("chunk-too-long");
		}
		return new Notification.Ready(IdentifyMessage.builder()
			.messageId(MessageId.of(signed, "identify", telling))
			.timestamp(Date.from(telling.timestamp(invite)))
			.userId(this.userId.of(invite))
			.traits(traits(invite, signed.chunks()))
			.build());
	}

	private static Map<String, Object> traits(Invite invite, List<String> chunks) {
		Organization organization = invite.organization();
		Map<String, Object> traits = new LinkedHashMap<>();
		traits.put("email", invite.email().value());
		traits.put("organization", organization.id());
		traits.put("company", Map.of("id", organization.id(), "name", organization.name()));
		for (int i = 0; i < chunks.size(); i++) {
			traits.put(ChunkRule.attribute(i), chunks.get(i));
		}
		return traits;
	}

}
