package dev.missioncontrol.invite.sandbox.inbox;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;

/**
 * An e-mail that came.
 *
 * @param id number in this inbox, from 1
 * @param receivedAt when it came
 * @param to whom it was delivered to
 * @param subject its subject; may be empty
 * @param text its text part; empty when it has none
 * @param html its HTML part; empty when it has none
 * @param links web addresses in the text part, in order
 */
public record Mail(long id, Instant receivedAt, String to, String subject, String text, String html,
		List<String> links) {

	static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

	static Mail of(long id, Instant receivedAt, String to, MimeMessage message) throws MessagingException, IOException {
		String subject = Optional.ofNullable(message.getSubject()).orElse("");
		String text = find(message, "text/plain").orElse("");
		List<String> links = LINK.matcher(text).results().map(MatchResult::group).toList();
		return new Mail(id, receivedAt, to, subject, text, find(message, "text/html").orElse(""), links);
	}

	private static Optional<String> find(Part part, String type) throws MessagingException, IOException {
		if (part.isMimeType(type)) {
			return Optional.of(String.valueOf(part.getContent()));
		}
		if (part.getContent() instanceof Multipart parts) {
			for (int i = 0; i < parts.getCount(); i++) {
				BodyPart each = parts.getBodyPart(i);
				Optional<String> found = find(each, type);
				if (found.isPresent()) {
					return found;
				}
			}
		}
		return Optional.empty();
	}

	@Override
	public String toString() {
		return "Mail[" + this.id + "]";
	}

}
