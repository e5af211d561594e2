package dev.missioncontrol.invite.segment.notification;

import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.segment.analytics.messages.TrackMessage;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.Role;
import org.jspecify.annotations.Nullable;

/**
 * Tells Segment that the invite was sent, which makes Intercom send it. Names follow
 * Segment's B2B SaaS specification ("Invite Sent").
 */
public final class TrackingInvite {

	private final UserId userId;

	private final String eventName;

	private final Clock clock;

	/**
	 * Makes the use case.
	 * @param userId what names the person
	 * @param eventName name of the event, the one that Intercom's campaign waits for
	 * @param clock judges whether a link still works
	 */
	public TrackingInvite(UserId userId, String eventName, Clock clock) {
		this.userId = userId;
		this.eventName = eventName;
		this.clock = clock;
	}

	/**
	 * The track of an identified invite.
	 * @param identified the invite whose contact Segment acknowledged
	 * @param telling which telling of the invite this is
	 * @return the message; refused when the link works no more
	 */
	public Notification notify(InviteIdentified identified, Telling telling) {
		Invite invite = identified.invite();
		if (invite.isExpiredAt(this.clock.instant())) {
			return new Notification.Refused("expired");
		}
		return new Notification.Ready(TrackMessage.builder(this.eventName)
			.messageId(MessageId.of(identified, "track", telling))
			.timestamp(Date.from(telling.timestamp(invite)))
			.userId(this.userId.of(invite))
			.context(context(invite))
			.properties(properties(invite))
			.build());
	}

	private static Map<String, Object> context(Invite invite) {
		Map<String, Object> context = new LinkedHashMap<>();
		context.put("groupId", invite.organization().id());
		@Nullable String locale = invite.locale();
		if (locale != null) {
			context.put("locale", locale);
		}
		return context;
	}

	/** Intercom keeps ten at most. */
	private static Map<String, Object> properties(Invite invite) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("invitee_email", invite.email().value());
		properties.put("invitee_role", invite.roles().stream().map(Role::name).collect(Collectors.joining(",")));
		properties.put("invite_id", invite.inviteId().toString());
		properties.put("generation", invite.generation());
		return properties;
	}

}
