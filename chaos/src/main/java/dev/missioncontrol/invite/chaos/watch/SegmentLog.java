package dev.missioncontrol.invite.chaos.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.missioncontrol.invite.chaos.check.SegmentMessage;
import dev.missioncontrol.invite.sandbox.intercom.InvitationMail;
import dev.missioncontrol.invite.sandbox.intercom.Outbox;
import dev.missioncontrol.invite.sandbox.segment.BatchObserver;
import tools.jackson.databind.JsonNode;

/**
 * Everything that Segment took, and every e-mail that left because of it. Safe for use by
 * several threads.
 */
public final class SegmentLog implements BatchObserver, Outbox {

	private final List<SegmentMessage> messages = new ArrayList<>();

	private final Map<String, Integer> mails = new HashMap<>();

	/** A message is kept once, and once more when it is acknowledged. */
	private final Set<SegmentMessage> known = new HashSet<>();

	@Override
	public synchronized void answering(List<JsonNode> batch, int status) {
		boolean acknowledged = status >= 200 && status < 300;
		for (JsonNode each : batch) {
			SegmentMessage message = message(each, acknowledged);
			if (this.known.add(message)) {
				this.messages.add(message);
			}
		}
	}

	@Override
	public synchronized boolean send(InvitationMail mail) {
		this.mails.merge(mail.to(), 1, Integer::sum);
		return true;
	}

	/**
	 * What Segment took, each message at its first arrival and at its first
	 * acknowledgement.
	 * @return a copy, in the order of arrival
	 */
	public synchronized List<SegmentMessage> messages() {
		return List.copyOf(this.messages);
	}

	/**
	 * How many e-mails each person got.
	 * @return a copy
	 */
	public synchronized Map<String, Integer> mails() {
		return Map.copyOf(this.mails);
	}

	private static SegmentMessage message(JsonNode json, boolean acknowledged) {
		boolean track = "track".equals(json.path("type").asString(""));
		String link = track ? "" : Hash.of(link(json.path("traits")));
		return new SegmentMessage(track ? SegmentMessage.Type.TRACK : SegmentMessage.Type.IDENTIFY,
				json.path("messageId").asString(""), json.path("userId").asString(""), acknowledged, link);
	}

	private static String link(JsonNode traits) {
		StringBuilder link = new StringBuilder();
		for (int i = 0; traits.has("invite_url_" + i); i++) {
			link.append(traits.path("invite_url_" + i).asString(""));
		}
		return link.toString();
	}

}
