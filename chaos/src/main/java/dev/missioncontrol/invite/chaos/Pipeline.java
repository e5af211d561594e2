package dev.missioncontrol.invite.chaos;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.chaos.cluster.Cluster;
import dev.missioncontrol.invite.chaos.fault.ProcessVictim;
import dev.missioncontrol.invite.chaos.fault.SegmentVictim;
import dev.missioncontrol.invite.chaos.fault.Target;
import dev.missioncontrol.invite.chaos.fault.Victim;
import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.chaos.services.Fleet;
import dev.missioncontrol.invite.chaos.services.Kind;
import dev.missioncontrol.invite.chaos.watch.SegmentLog;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.intercom.Intercom;
import dev.missioncontrol.invite.sandbox.part.KeyFile;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;
import dev.missioncontrol.invite.sandbox.segment.SegmentStandIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs: brokers, database and services as processes, and, in this JVM,
 * the stand-in of Segment and the issuer of tokens.
 */
final class Pipeline implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Pipeline.class);

	private static final InstantSource CLOCK = InstantSource.system();

	private static final Duration CONTACT_DELAY = Duration.ofMillis(250);

	private final Deque<AutoCloseable> parts = new ArrayDeque<>();

	private final SegmentLog segmentLog = new SegmentLog();

	private final Settings settings;

	private final Cluster cluster;

	private final Dashboard dashboard;

	private final SegmentVictim segment;

	private final Fleet fleet;

	private boolean closed;

	/** Nothing is ready yet; whatever runs ends when this is closed. */
	Pipeline(Settings settings) {
		this.settings = settings;
		FreePorts ports = new FreePorts();
		try {
			RunFolder folder = add(RunFolder.open(settings.folder()));
			KeyFile.readOrMake(folder.signingKeys().resolve("0001.pem"));
			this.cluster = add(Cluster.start(Cluster.TOPICS, folder.brokers(), folder.logs(), ports));
			this.dashboard = add(Dashboard.start(0, folder.dashboardKey(), CLOCK));
			Intercom intercom = new Intercom(CLOCK, CONTACT_DELAY, "Invite Sent", this.segmentLog);
			int segmentPort = add(SegmentStandIn.start(ports.next(), Fleet.WRITE_KEY, intercom, CLOCK, this.segmentLog))
				.port();
			this.segment = add(new SegmentVictim(segmentPort));
			PostgresServer postgres = add(folder.startPostgres(ports.next()));
			this.fleet = add(new Fleet(this.cluster.bootstrapServers(), ports, folder.logs(), settings.broken()));
			this.fleet.workers(settings.instances(), folder.signingKeys());
			this.fleet.bridges(settings.instances(), segmentPort);
			this.fleet.apis(settings.instances(), postgres, this.dashboard);
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/** Waits until all of it is ready. */
	void start() throws InterruptedException {
		this.cluster.createTopics();
		this.fleet.start();
	}

	Cluster cluster() {
		return this.cluster;
	}

	Fleet fleet() {
		return this.fleet;
	}

	Dashboard dashboard() {
		return this.dashboard;
	}

	SegmentLog segmentLog() {
		return this.segmentLog;
	}

	SegmentVictim segment() {
		return this.segment;
	}

	/** Those that may be struck. */
	Map<Target, List<Victim>> victims() {
		Map<Target, List<Victim>> victims = new EnumMap<>(Target.class);
		for (Target target : this.settings.targets()) {
			victims.put(target, switch (target) {
				case BROKER -> this.cluster.brokers()
					.stream()
					.<Victim>map((each) -> new ProcessVictim(each, this.cluster::awaitWhole))
					.toList();
				case WORKER -> services(Kind.WORKER);
				case BRIDGE -> services(Kind.BRIDGE);
				case API -> services(Kind.API);
				case SEGMENT -> List.of(this.segment);
			});
		}
		return victims;
	}

	private List<Victim> services(Kind kind) {
		return this.fleet.processes(kind)
			.stream()
			.<Victim>map((each) -> new ProcessVictim(each, () -> this.fleet.awaitReady(each)))
			.toList();
	}

	@Override
	public void close() {
		Deque<AutoCloseable> running;
		synchronized (this) {
			this.closed = true;
			running = new ArrayDeque<>(this.parts);
			this.parts.clear();
		}
		running.forEach(Pipeline::close);
	}

	/** What is added after the end is closed at once. */
	private <T extends AutoCloseable> T add(T part) {
		synchronized (this) {
			if (!this.closed) {
				this.parts.addFirst(part);
				return part;
			}
		}
		close(part);
		return part;
	}

	private static void close(AutoCloseable part) {
		try {
			part.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			logger.warn("A part did not stop", ex);
		}
	}

}
