package dev.missioncontrol.invite.sandbox.inbox;

import java.util.regex.MatchResult;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.sandbox.part.Answer;
import dev.missioncontrol.invite.sandbox.part.Page;
import dev.missioncontrol.invite.sandbox.part.Request;

/**
 * The inbox for people and for programs.
 */
final class InboxPages {

	private final Mailbox mailbox;

	InboxPages(Mailbox mailbox) {
		this.mailbox = mailbox;
	}

	Answer list() {
		String rows = this.mailbox.newestFirst()
			.stream()
			.map((mail) -> "<tr><td>%s</td><td>%s</td><td><a href=\"/mails/%d\">%s</a></td></tr>"
				.formatted(mail.receivedAt(), Page.escape(mail.to()), mail.id(), Page.escape(mail.subject())))
			.collect(Collectors.joining("\n"));
		String content = rows.isEmpty() ? "<p>No e-mail yet.</p>"
				: "<table><tr><th>Received</th><th>To</th><th>Subject</th></tr>\n" + rows + "\n</table>";
		return Answer.page(200, new Page("Inbox", content));
	}

	Answer show(Request request) {
		return this.mailbox.find(request.rest())
			.map((mail) -> Answer.page(200, new Page(mail.subject(), content(mail))))
			.orElseGet(() -> Answer.page(404, new Page("No such e-mail", "<p><a href=\"/\">Inbox</a></p>")));
	}

	Answer json(Request request) {
		return Answer.json(200, request.query("to").map(this.mailbox::to).orElseGet(this.mailbox::newestFirst));
	}

	private static String content(Mail mail) {
		return "<p>To %s, %s</p><pre>%s</pre><p><a href=\"/\">Inbox</a></p>".formatted(Page.escape(mail.to()),
				mail.receivedAt(), linked(mail.text()));
	}

	/** The text part, escaped piece by piece, with its links to click on. */
	private static String linked(String text) {
		StringBuilder html = new StringBuilder();
		int end = 0;
		for (MatchResult link : Mail.LINK.matcher(text).results().toList()) {
			String address = Page.escape(link.group());
			html.append(Page.escape(text.substring(end, link.start())));
			html.append("<a rel=\"noreferrer\" href=\"").append(address).append("\">").append(address).append("</a>");
			end = link.end();
		}
		return html.append(Page.escape(text.substring(end))).toString();
	}

}
