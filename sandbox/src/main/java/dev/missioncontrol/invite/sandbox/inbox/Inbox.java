package dev.missioncontrol.invite.sandbox.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.LoopbackServer;
import jakarta.mail.MessagingException;

/**
 * An SMTP server that takes every e-mail for anybody, and pages that show them.
 */
public final class Inbox implements AutoCloseable {

	private final Mailbox mailbox = new Mailbox();

	private final InboxPages pages = new InboxPages(this.mailbox);

	private final InstantSource clock;

	private final GreenMail smtp;

	private final LoopbackServer server;

	private Inbox(int port, int smtpPort, InstantSource clock) {
		this.clock = clock;
		this.smtp = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		UserManager users = this.smtp.getUserManager();
		users.setMessageDeliveryHandler((_, recipient) -> reader(users, recipient));
		try {
			this.smtp.start();
		}
		catch (RuntimeException ex) {
			throw new CannotStart("port " + smtpPort + " cannot be opened: " + ex.getMessage(), ex);
		}
		this.server = LoopbackServer.builder()
			.get("/", (_) -> this.pages.list())
			.get("/mails/*", this.pages::show)
			.get("/api/mails", this.pages::json)
			.start(port);
	}

	/**
	 * Starts it.
	 * @param port port of its pages on the loopback address; 0 for any
	 * @param smtpPort port for e-mails on the loopback address; 0 for any
	 * @param clock the time that e-mails come
	 * @return the running inbox
	 */
	public static Inbox start(int port, int smtpPort, InstantSource clock) {
		return new Inbox(port, smtpPort, clock);
	}

	/**
	 * The port of its pages.
	 * @return a port of the loopback address
	 */
	public int port() {
		return this.server.port();
	}

	/**
	 * The port for e-mails.
	 * @return a port of the loopback address
	 */
	public int smtpPort() {
		return this.smtp.getSmtp().getPort();
	}

	@Override
	public void close() {
		this.server.close();
		this.smtp.stop();
	}

	private GreenMailUser reader(UserManager users, MailAddress recipient) {
		String address = recipient.getEmail();
		return new UserImpl(address, address, "", users.getImapHostManager()) {

			@Override
			public void deliver(MovingMessage message) {
				keep(address, message);
			}

		};
	}

	private void keep(String address, MovingMessage message) {
		Instant now = this.clock.instant();
		this.mailbox.add((id) -> {
			try {
				return Mail.of(id, now, address, message.getMessage());
			}
			catch (MessagingException ex) {
				throw new IllegalStateException(ex);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

}
