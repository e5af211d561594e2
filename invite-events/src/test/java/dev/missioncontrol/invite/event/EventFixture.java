package dev.missioncontrol.invite.event;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.missioncontrol.invite.event.ClaimEvent.ClaimRejected;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationFailed;

/**
 * One event of each type, with fixed contents.
 */
final class EventFixture {

	static final InviteId ID = InviteId.parse("01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f");

	private static final Instant REQUESTED = Instant.parse("2026-11-21T10:15:30.123Z");

	private EventFixture() {
	}

	static Invite invite(int generation) {
		return new Invite(ID, generation, new EmailAddress("grace@example.com"), new Organization("acme", "Acme Inc."),
				new TreeSet<>(java.util.Set.of(new Role("write"), new Role("read"))), "auth0|admin", REQUESTED,
				Instant.parse("2026-11-22T10:15:30Z"), "en-GB", new TreeMap<>(Map.of("team", "blue")));
	}

	static Map<Topic<?>, Map<EventType, InviteEvent>> oneOfEach() {
		InviteLink link = InviteLink.of(URI.create("https://join.example.com"), "eyJh.eyJp.c2ln");
		Map<Topic<?>, Map<EventType, InviteEvent>> events = new LinkedHashMap<>();
		add(events, Topics.COMMANDS, new InviteRequested(invite(1)), new InviteResendRequested(invite(2), true),
				new InviteRevokeRequested(ID, 2, "auth0|admin", REQUESTED, "left the company"));
		add(events, Topics.SIGNED, new InviteSigned(invite(1), link, ChunkRule.DEFAULT.split(link), "key-1"));
		add(events, Topics.IDENTIFIED, new InviteIdentified(invite(1), 0, null, Instant.parse("2026-11-21T10:15:46Z")));
		add(events, Topics.NOTIFICATIONS, new NotificationDelivered(ID, 1, 0),
				new NotificationFailed(ID, 1, 0, NotificationEvent.Stage.IDENTIFY, "rejected"));
		add(events, Topics.CLAIMS, new InviteOpened(ID, 1, true), new InviteAccepted(ID, 1, "auth0|grace"),
				new ClaimRejected(ID, 1, ClaimEvent.Rejection.WRONG_ACCOUNT));
		add(events, Topics.REMINDERS,
				new InviteExpiringSoon(ID, 1, invite(1).organization(), Instant.parse("2026-11-22T10:15:30Z")));
		add(events, Topics.CLOSED, new InviteClosed(ID, InviteClosed.Reason.ACCEPTED, REQUESTED, 1, "auth0|grace"));
		return events;
	}

	private static void add(Map<Topic<?>, Map<EventType, InviteEvent>> events, Topic<?> topic, InviteEvent... ofTopic) {
		Map<EventType, InviteEvent> byType = events.computeIfAbsent(topic, (key) -> new LinkedHashMap<>());
		for (InviteEvent event : ofTopic) {
			byType.put(EventType.of(event), event);
		}
	}

}
