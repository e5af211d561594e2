package dev.missioncontrol.invite.chaos.region;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.missioncontrol.invite.sandbox.intercom.InvitationMail;
import dev.missioncontrol.invite.sandbox.intercom.Outbox;

/** The links that people got by mail. */
final class Mailbox implements Outbox {

	private static final Pattern LINK = Pattern.compile("http://localhost:\\S+");

	private final Map<String, List<URI>> links = new HashMap<>();

	@Override
	public synchronized boolean send(InvitationMail mail) {
		Matcher link = LINK.matcher(mail.text());
		if (!link.find()) {
			throw new IllegalArgumentException("a mail without a link");
		}
		this.links.computeIfAbsent(mail.to(), (_) -> new ArrayList<>()).add(URI.create(link.group()));
		return true;
	}

	/** In the order in which they came. */
	synchronized List<URI> linksOf(String person) {
		return List.copyOf(this.links.getOrDefault(person, List.of()));
	}

}
