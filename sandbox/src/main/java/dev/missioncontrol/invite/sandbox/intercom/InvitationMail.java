package dev.missioncontrol.invite.sandbox.intercom;

import java.util.Map;
import java.util.Optional;

import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.sandbox.part.Page;

/**
 * The e-mail, as a template in Intercom would make it from the attributes of a contact.
 *
 * @param to whose inbox
 * @param subject its subject
 * @param text its text part
 * @param html its HTML part
 */
public record InvitationMail(String to, String subject, String text, String html) {

	static InvitationMail of(String to, String company, String link) {
		String subject = "You are invited to " + company;
		String text = """
				Hello,

				an admin of %s invites you. Follow this link to join:

				%s

				The link is for you alone: please do not forward it.
				""".formatted(company, link);
		String html = """
				<p>Hello,</p>
				<p>an admin of <strong>%s</strong> invites you.</p>
				<p><a href="%s">Join now</a></p>
				<p>The link is for you alone: please do not forward it.</p>
				""".formatted(Page.escape(company), Page.escape(link));
		return new InvitationMail(to, subject, text, html);
	}

	/** The link, stitched from attribute 0 on to the last that follows without a gap. */
	static Optional<String> link(Map<String, String> attributes) {
		StringBuilder link = new StringBuilder();
		for (int i = 0; attributes.containsKey(ChunkRule.attribute(i)); i++) {
			link.append(attributes.get(ChunkRule.attribute(i)));
		}
		return link.isEmpty() ? Optional.empty() : Optional.of(link.toString());
	}

	@Override
	public String toString() {
		return "InvitationMail[***]";
	}

}
