package dev.missioncontrol.invite.sandbox.intercom;

import java.nio.charset.StandardCharsets;
import java.util.Properties;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends over SMTP, each e-mail with a text and an HTML part.
 */
public final class SmtpOutbox implements Outbox {

	private static final Logger logger = LoggerFactory.getLogger(SmtpOutbox.class);

	private static final String FROM = "invites@missioncontrol.dev";

	private final Session session;

	/**
	 * An outbox.
	 * @param port port of the SMTP server on the loopback address
	 */
	public SmtpOutbox(int port) {
		Properties properties = new Properties();
		properties.setProperty("mail.smtp.host", "127.0.0.1");
		properties.setProperty("mail.smtp.port", Integer.toString(port));
		properties.setProperty("mail.smtp.localhost", "localhost");
		properties.setProperty("mail.smtp.connectiontimeout", "5000");
		properties.setProperty("mail.smtp.timeout", "5000");
		this.session = Session.getInstance(properties);
	}

	@Override
	public boolean send(InvitationMail mail) {
		try {
			Transport.send(message(mail));
			return true;
		}
		catch (MessagingException ex) {
			// The message of the exception may quote the address.
			logger.warn("The mail server did not take an e-mail: {}", ex.getClass().getSimpleName());
			return false;
		}
	}

	private MimeMessage message(InvitationMail mail) throws MessagingException {
		MimeMessage message = new MimeMessage(this.session);
		message.setFrom(new InternetAddress(FROM));
		message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to()));
		message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
		message.setContent(new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
		return message;
	}

	/** A link is longer than a line of an e-mail may be. */
	private static MimeBodyPart part(String content, String subtype) throws MessagingException {
		MimeBodyPart part = new MimeBodyPart();
		part.setText(content, StandardCharsets.UTF_8.name(), subtype);
		part.setHeader("Content-Transfer-Encoding", "quoted-printable");
		return part;
	}

}
