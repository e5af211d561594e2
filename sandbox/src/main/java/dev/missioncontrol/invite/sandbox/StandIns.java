package dev.missioncontrol.invite.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.inbox.Inbox;
import dev.missioncontrol.invite.sandbox.intercom.Intercom;
import dev.missioncontrol.invite.sandbox.intercom.SmtpOutbox;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.SecretFile;
import dev.missioncontrol.invite.sandbox.segment.SegmentStandIn;
import org.slf4j.LoggerFactory;

/**
 * What stands in for others, in a container of its own: the dashboard, Segment with
 * Intercom, and the inbox, on the ports that the sandbox gives them.
 */
final class StandIns {

	private static final Duration CONTACT_DELAY = Duration.ofMillis(250);

	private StandIns() {
	}

	/**
	 * Runs until the process is told to end.
	 * @param args a file with the write key of the Segment source, and a folder for data
	 * @throws InterruptedException when this thread should end
	 */
	public static void main(String[] args) throws InterruptedException {
		if (args.length != 2) {
			throw new IllegalArgumentException("which file with the write key, and which folder?");
		}
		Ports ports = new Ports(Ports.DEFAULT_BASE);
		InstantSource clock = InstantSource.system();
		try {
			String writeKey = Files.readString(Path.of(args[0])).strip();
			Path folder = SecretFile.folder(Path.of(args[1]));
			Dashboard.start(ports.of(Ports.Use.DASHBOARD), folder.resolve("dashboard.pem"), clock);
			Inbox.start(ports.of(Ports.Use.INBOX), ports.of(Ports.Use.SMTP), clock);
			Intercom intercom = new Intercom(clock, CONTACT_DELAY, "Invite Sent",
					new SmtpOutbox(ports.of(Ports.Use.SMTP)));
			SegmentStandIn.start(ports.of(Ports.Use.SEGMENT), writeKey, intercom, clock);
		}
		catch (IOException | CannotStart ex) {
			LoggerFactory.getLogger(StandIns.class).error("The stand-ins cannot start", ex);
			System.exit(1);
		}
		new CountDownLatch(1).await();
	}

}
