package dev.missioncontrol.invite.chaos.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.sandbox.auth0.Auth0Settings;
import dev.missioncontrol.invite.sandbox.auth0.Auth0StandIn;
import dev.missioncontrol.invite.sandbox.auth0.Node;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.intercom.Intercom;
import dev.missioncontrol.invite.sandbox.part.KeyFile;
import dev.missioncontrol.invite.sandbox.part.SecretFile;
import dev.missioncontrol.invite.sandbox.segment.SegmentStandIn;

/**
 * What both regions have in common: keys, secrets, the public address of the gateways,
 * and all that belongs to others.
 */
final class World implements AutoCloseable {

	static final String WRITE_KEY = "regions";

	static final String CLIENT_ID = "sandbox";

	static final String CLIENT_SECRET = "a-client-secret-for-tests-only";

	static final String STATUS_SECRET = "a-status-secret-for-tests-only";

	static final String AUDIENCE = "https://missioncontrol.dev/claim";

	private final Deque<AutoCloseable> parts = new ArrayDeque<>();

	private final FreePorts ports = new FreePorts();

	private final Mailbox mailbox = new Mailbox();

	private final Path folder;

	private final Edge edge;

	private final Dashboard dashboard;

	private final int segmentPort;

	private final int auth0Port;

	World(Path folder) {
		this.folder = folder;
		KeyPair key = KeyFile.readOrMake(folder("keys/private").resolve("0001.pem"));
		write(folder("keys/public").resolve("0001.pem"), KeyFile.pem(key.getPublic()));
		this.edge = add(new Edge());
		InstantSource clock = InstantSource.system();
		this.dashboard = add(Dashboard.start(0, folder.resolve("dashboard.pem"), clock));
		Intercom intercom = new Intercom(clock, Duration.ofMillis(250), "Invite Sent", this.mailbox);
		this.segmentPort = add(SegmentStandIn.start(this.ports.next(), WRITE_KEY, intercom, clock)).port();
		this.auth0Port = this.ports.next();
		Path program = Path.of("..", "auth0");
		add(Auth0StandIn.start(Node.find().orElseThrow(), program, folder("auth0"), folder.resolve("auth0.log"),
				new Auth0Settings(this.auth0Port, CLIENT_ID, CLIENT_SECRET, claimUrl(), STATUS_SECRET,
						Dashboard.API_AUDIENCE, List.of("read:invites"), KeyFile.pem(key.getPublic()), claimUrl(),
						AUDIENCE)));
	}

	FreePorts ports() {
		return this.ports;
	}

	Mailbox mailbox() {
		return this.mailbox;
	}

	Edge edge() {
		return this.edge;
	}

	Dashboard dashboard() {
		return this.dashboard;
	}

	/** Where all links lead, whichever region answers. */
	String claimUrl() {
		return "http://localhost:" + this.edge.port();
	}

	String auth0Url() {
		return "http://localhost:" + this.auth0Port;
	}

	String segmentUrl() {
		return "http://localhost:" + this.segmentPort + "/v1/batch";
	}

	Path folder(String name) {
		try {
			SecretFile.folder(this.folder);
			Files.createDirectories(this.folder.resolve(name).getParent());
			return SecretFile.folder(this.folder.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.parts.forEach(World::end);
	}

	private static void end(AutoCloseable part) {
		try {
			part.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private <T extends AutoCloseable> T add(T part) {
		this.parts.addFirst(part);
		return part;
	}

	private static void write(Path file, String content) {
		try {
			Files.writeString(file, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
