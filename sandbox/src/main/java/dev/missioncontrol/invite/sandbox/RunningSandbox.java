package dev.missioncontrol.invite.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.missioncontrol.invite.sandbox.Parts.Stage;
import dev.missioncontrol.invite.sandbox.Ports.Use;
import dev.missioncontrol.invite.sandbox.auth0.Auth0StandIn;
import dev.missioncontrol.invite.sandbox.auth0.Node;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.inbox.Inbox;
import dev.missioncontrol.invite.sandbox.intercom.Intercom;
import dev.missioncontrol.invite.sandbox.intercom.SmtpOutbox;
import dev.missioncontrol.invite.sandbox.kafka.Broker;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;
import dev.missioncontrol.invite.sandbox.segment.SegmentStandIn;
import dev.missioncontrol.invite.sandbox.services.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts all parts, as many at a time as do not need each other, and stops them in order.
 */
final class RunningSandbox implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RunningSandbox.class);

	private static final InstantSource CLOCK = InstantSource.system();

	/**
	 * Below the track delay, so that a normal run meets a contact, and well above zero.
	 */
	private static final Duration CONTACT_DELAY = Duration.ofMillis(250);

	private static final String INVITATION_EVENT = "Invite Sent";

	private static final Executor STARTERS = (task) -> Thread.ofPlatform().name("start").start(task);

	private final Parts parts = new Parts();

	private final Ports ports;

	private final DataFolder folder;

	private final ServiceSettings settings;

	/**
	 * Takes over the folder; nothing runs yet.
	 * @param ports where the parts will listen
	 * @param folder closed with this
	 * @param link what protects links
	 */
	RunningSandbox(Ports ports, DataFolder folder, LinkKind link) {
		this.ports = ports;
		this.folder = this.parts.add(Stage.FOLDER, folder);
		this.settings = new ServiceSettings(ports, folder, link);
	}

	/**
	 * Looks at all that was kept, and ends what a killed sandbox left behind.
	 * @throws CannotStart when something cannot be used, or a port is taken
	 */
	void check() {
		PostgresServer.stopLeftover(this.folder.postgres(), this.folder.postgresBinaries(),
				this.folder.log("postgres"));
		this.ports.check();
		Broker.prepare(this.folder.broker());
		PostgresServer.check(this.folder.postgres());
	}

	/**
	 * Starts everything and waits until it is ready.
	 * @param auth0Program the folder {@code auth0}
	 * @param death told when a part gives up later on
	 * @return where everything is
	 * @throws CannotStart when a part cannot start; those that run stay until this is
	 * closed
	 */
	Addresses start(Path auth0Program, Consumer<CannotStart> death) {
		String publicKey = SigningKeys.prepare(this.folder.privateKeys(), this.folder.publicKeys());
		HawkKeys.prepare(this.folder.hawkKeys());
		Dashboard dashboard = this.parts.add(Stage.STAND_INS,
				Dashboard.start(this.ports.of(Use.DASHBOARD), this.folder.dashboardKey(), CLOCK));
		startSegment();
		CompletableFuture<Broker> broker = begin(Stage.BROKER, () -> Broker.start(this.folder.broker(),
				this.ports.of(Use.KAFKA), this.ports.of(Use.KAFKA_CONTROLLER), death));
		CompletableFuture<PostgresServer> postgres = begin(Stage.POSTGRES,
				() -> PostgresServer.start(this.folder.postgres(), this.folder.postgresBinaries(),
						this.ports.of(Use.POSTGRES), this.folder.log("postgres")));
		Optional<String> auth0Missing = missing(auth0Program);
		CompletableFuture<?> auth0 = auth0Missing.isPresent() ? CompletableFuture.completedFuture(null)
				: begin(Stage.AUTH0, () -> startAuth0(auth0Program, publicKey));
		join(List
			.of(broker, postgres, auth0, service(broker, this.settings::tokenWorker),
					service(broker, this.settings::segmentBridge),
					service(broker, (ready) -> this.settings.claimGateway(ready, dashboard)),
					broker.thenAcceptBothAsync(postgres,
							(log, database) -> run(
									this.settings.inviteApi(log, database, dashboard, auth0Missing.isEmpty())),
							STARTERS)));
		return new Addresses(this.ports, dashboard.adminToken(), broker.join().bootstrapServers(),
				postgres.join().url(), auth0Missing, this.folder.logs());
	}

	@Override
	public void close() {
		this.parts.close();
	}

	private void startSegment() {
		this.parts.add(Stage.STAND_INS, Inbox.start(this.ports.of(Use.INBOX), this.ports.of(Use.SMTP), CLOCK));
		Intercom intercom = new Intercom(CLOCK, CONTACT_DELAY, INVITATION_EVENT,
				new SmtpOutbox(this.ports.of(Use.SMTP)));
		this.parts.add(Stage.STAND_INS,
				SegmentStandIn.start(this.ports.of(Use.SEGMENT), ServiceSettings.WRITE_KEY, intercom, CLOCK));
	}

	private Auth0StandIn startAuth0(Path program, String publicKey) {
		return Auth0StandIn.start(new Node("node", ""), program, this.folder.auth0(), this.folder.log("auth0"),
				this.settings.auth0(publicKey));
	}

	/** Why the Auth0 stand-in cannot run here; empty when it can. */
	private static Optional<String> missing(Path program) {
		if (!Auth0StandIn.isIn(program)) {
			return Optional.of("the Auth0 stand-in is not in " + program);
		}
		Optional<Node> node = Node.find();
		if (node.isEmpty()) {
			return Optional.of("the Auth0 stand-in needs Node.js %d or later, and there is none on the path"
				.formatted(Node.OLDEST));
		}
		return node.filter((found) -> !found.isRecent())
			.map((found) -> "the Auth0 stand-in needs Node.js %d or later, not %s".formatted(Node.OLDEST,
					found.version()));
	}

	private CompletableFuture<?> service(CompletableFuture<Broker> broker, Function<Broker, Service> service) {
		return broker.thenAcceptAsync((ready) -> run(service.apply(ready)), STARTERS);
	}

	private void run(Service service) {
		this.parts.add(Stage.SERVICES, service.start());
	}

	private <T extends AutoCloseable> CompletableFuture<T> begin(Stage stage, Supplier<T> part) {
		return CompletableFuture.supplyAsync(() -> this.parts.add(stage, part.get()), STARTERS);
	}

	/** Waits for all; fails with the first reason in their order. */
	private static void join(List<CompletableFuture<?>> all) {
		CompletableFuture<Void> ready = CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
		try {
			ready.join();
		}
		catch (CompletionException ex) {
			logger.error("The sandbox cannot start", ex);
			throw all.stream()
				.filter(CompletableFuture::isCompletedExceptionally)
				.map(CompletableFuture::exceptionNow)
				.map(RunningSandbox::reason)
				.findFirst()
				.orElseThrow();
		}
	}

	private static CannotStart reason(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof CannotStart known) ? known
				: new CannotStart("a part cannot start, the logs say why: " + cause, cause);
	}

}
