package dev.missioncontrol.invite.sandbox.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import dev.missioncontrol.invite.api.InviteApiApplication;
import dev.missioncontrol.invite.api.ledger.InviteView;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.claim.ClaimGatewayApplication;
import dev.missioncontrol.invite.event.ClaimEvent;
import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.sandbox.auth0.Auth0Settings;
import dev.missioncontrol.invite.sandbox.auth0.Auth0StandIn;
import dev.missioncontrol.invite.sandbox.auth0.Node;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.kafka.Broker;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;
import dev.missioncontrol.invite.sandbox.services.Service;
import dev.missioncontrol.invite.sandbox.services.Technology;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The claim side as it runs: a real broker, a real PostgreSQL, the ledger, two gateways
 * in this JVM whose login provider lets one address have many accounts, and a third one
 * as a process, with the Auth0 stand-in, to be killed.
 */
final class ClaimPipeline implements AutoCloseable {

	private static final EventRecords RECORDS = new EventRecords();

	private static final String STATUS_SECRET = "a-secret-for-tests-only";

	private static final String CLIENT_SECRET = "another-secret-for-tests-only";

	private static final String AUDIENCE = "https://missioncontrol.dev/claim";

	private static final String ISSUER = "https://missioncontrol.dev/invites";

	private final Deque<AutoCloseable> parts = new ArrayDeque<>();

	private final Path folder;

	private final RsaKeys keys = RsaKeys.generate(2048);

	private final int[] ports = freePorts(12);

	private final Accounts accounts = add(new Accounts());

	private final Dashboard dashboard;

	private Broker broker;

	private PostgresServer postgres;

	private final ConfigurableApplicationContext api;

	private Process third;

	ClaimPipeline(Path folder) {
		this.folder = folder;
		this.keys.writePublic(folder("keys").resolve("1.pem"));
		this.dashboard = add(Dashboard.start(0, folder.resolve("dashboard.pem"), InstantSource.system()));
		CompletableFuture<PostgresServer> database = CompletableFuture.supplyAsync(this::startPostgres);
		this.broker = startBroker();
		this.third = startThird();
		add(startAuth0());
		this.postgres = database.join();
		this.api = add(inviteApi().start());
		add(gateway(this.ports[3]).start());
		add(gateway(this.ports[4]).start());
	}

	/** The gateways of this JVM. */
	List<URI> gateways() {
		return List.of(URI.create("http://localhost:" + this.ports[3]),
				URI.create("http://localhost:" + this.ports[4]));
	}

	URI thirdGateway() {
		return URI.create("http://localhost:" + this.ports[5]);
	}

	Accounts accounts() {
		return this.accounts;
	}

	String dashboardUrl() {
		return this.dashboard.url();
	}

	/** Asks for an invite, and waits until the ledger knows it. */
	Invite invite(String email) {
		Invite invite = InviteFixture.anInvite().email(email).build();
		send(new InviteRequested(invite));
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> view(invite).isPresent());
		return invite;
	}

	void send(InviteCommand command) {
		try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.broker.bootstrapServers()),
				new ByteArraySerializer(), new ByteArraySerializer())) {
			producer.send(RECORDS.write(Topics.COMMANDS, CloudEvent.once("/invite-api", Instant.now(), command))).get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** The path of a link. */
	String link(Invite invite) {
		JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("invite+jwt"))
			.keyID(this.keys.keyId());
		return "/claim?invite_token="
				+ Signatures.sign(this.keys, header, new HashMap<>(ClaimToken.of(invite, ISSUER, AUDIENCE).toClaims()));
	}

	/** What admins see; empty while the ledger does not know it, or is away. */
	Optional<InviteView> view(Invite invite) {
		return this.api.getBean(Ledger.class)
			.find(List.of(invite.inviteId()))
			.map((entry) -> InviteView.of(entry, Instant.now()))
			.next()
			.onErrorComplete()
			.blockOptional();
	}

	/** What the gateways told about an invite so far. */
	List<ClaimEvent> claims(Invite invite) {
		try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.broker.bootstrapServers()),
				new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
			var partitions = consumer.partitionsFor(Topics.CLAIMS.name())
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			var ends = consumer.endOffsets(partitions);
			List<ClaimEvent> all = new ArrayList<>();
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(200)).forEach((record) -> {
					if (RECORDS.read(Topics.CLAIMS, record) instanceof Decoded.Event<ClaimEvent>(var event)) {
						all.add(event.data());
					}
				});
			}
			return all.stream().filter((event) -> event.inviteId().equals(invite.inviteId())).toList();
		}
	}

	void stopKafkaAndPostgres() {
		CompletableFuture<Void> database = CompletableFuture.runAsync(this.postgres::close);
		this.broker.close();
		database.join();
	}

	void startKafkaAndPostgres() {
		CompletableFuture<PostgresServer> database = CompletableFuture.supplyAsync(this::startPostgres);
		this.broker = startBroker();
		this.postgres = database.join();
	}

	/** {@code kill -9}. */
	void killThird() {
		this.third.destroyForcibly();
		this.third.onExit().join();
	}

	@Override
	public void close() {
		this.third.destroyForcibly();
		this.parts.forEach(ClaimPipeline::end);
		CompletableFuture<Void> database = CompletableFuture.runAsync(this.postgres::close);
		this.broker.close();
		database.join();
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

	private Broker startBroker() {
		return Broker.start(folder("broker"), this.ports[0], this.ports[1], (death) -> {
			throw death;
		});
	}

	private PostgresServer startPostgres() {
		return PostgresServer.start(folder("postgres"), folder("binaries"), this.ports[2],
				this.folder.resolve("postgres.log"));
	}

	private Auth0StandIn startAuth0() {
		Path program = Path.of(System.getProperty("invite.sandbox.root", ".."), "auth0");
		return Auth0StandIn.start(Node.find().orElseThrow(), program, folder("auth0"), this.folder.resolve("auth0.log"),
				new Auth0Settings(this.ports[6], Accounts.CLIENT_ID, CLIENT_SECRET, thirdGateway().toString(),
						STATUS_SECRET, Dashboard.API_AUDIENCE, List.of("read:invites"), publicKey(), ISSUER, AUDIENCE));
	}

	private Service inviteApi() {
		Map<String, String> settings = new HashMap<>();
		settings.put("server.port", Integer.toString(this.ports[7]));
		settings.put(Service.MANAGEMENT_PORT, Integer.toString(this.ports[11]));
		settings.put("spring.kafka.bootstrap-servers", this.broker.bootstrapServers());
		settings.put("spring.r2dbc.url", this.postgres.r2dbcUrl());
		settings.put("spring.r2dbc.username", PostgresServer.USER);
		settings.put("spring.flyway.url", this.postgres.jdbcUrl());
		settings.put("spring.flyway.user", PostgresServer.USER);
		settings.put("invite.security.issuer", this.dashboard.url());
		settings.put("invite.security.audience", Dashboard.API_AUDIENCE);
		settings.put("invite.security.jwk-set-uri", this.dashboard.jwkSetUri());
		settings.put("invite.auth0.domain", "http://localhost:" + this.ports[6]);
		settings.put("invite.auth0.client-id", Accounts.CLIENT_ID);
		settings.put("invite.auth0.client-secret", CLIENT_SECRET);
		settings.put("invite.reconcile.interval", "500ms");
		settings.put("invite.reconcile.poll-interval", "500ms");
		settings.put("invite.reconcile.retry-after", "500ms");
		settings.put("invite.reconcile.settle", "0s");
		// The database may go away in the middle of a round.
		settings.put("invite.reconcile.database.lease", "15s");
		settings.put("invite.reconcile.database.timeout", "5s");
		settings.put("invite.reconcile.page-pause", "0s");
		return new Service("invite-api", InviteApiApplication::application,
				Set.of(Technology.DATABASE, Technology.GRAPHQL, Technology.SECURITY), settings);
	}

	private Service gateway(int port) {
		Map<String, String> settings = gatewaySettings(port);
		settings.put("claim.base-url", "https://join.example.com");
		settings.put("claim.auth0.domain", this.accounts.domain());
		// Patient, for the words of Kafka and of the ledger come late on a busy machine.
		settings.put("claim.acknowledgement-wait", "20s");
		settings.put("claim.decision-wait", "20s");
		settings.put("claim.web.login-deadline", "50s");
		return new Service("claim-gateway", ClaimGatewayApplication::application, Set.of(), settings);
	}

	private Map<String, String> gatewaySettings(int port) {
		Map<String, String> settings = new HashMap<>();
		settings.put("server.port", Integer.toString(port));
		settings.put(Service.MANAGEMENT_PORT, Integer.toString(managementPort(port)));
		settings.put("spring.kafka.bootstrap-servers", this.broker.bootstrapServers());
		settings.put("claim.keys.folder", folder("keys").toString());
		settings.put("claim.issuer", ISSUER);
		settings.put("claim.audience", AUDIENCE);
		settings.put("claim.auth0.client-id", Accounts.CLIENT_ID);
		settings.put("claim.dashboard-url", this.dashboard.url());
		settings.put("claim.status-secret", STATUS_SECRET);
		// All callers here are one client.
		settings.put("invite.http.rate.requests", "0");
		return settings;
	}

	/** Gateways have the ports 3 to 5 of ours, their actuators 8 to 10. */
	private int managementPort(int port) {
		return this.ports[5 + IntStream.rangeClosed(3, 5).filter((i) -> this.ports[i] == port).findAny().orElseThrow()];
	}

	private Process startThird() {
		Map<String, String> settings = gatewaySettings(this.ports[5]);
		settings.put("claim.base-url", thirdGateway().toString());
		settings.put("claim.auth0.domain", "http://localhost:" + this.ports[6]);
		settings.put("claim.auth0.client-secret", CLIENT_SECRET);
		settings.put("claim.acknowledgement-wait", "300ms");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home", ""), "bin", "java").toString(), "-Xmx192m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path", ""),
						ClaimGatewayApplication.class.getName()));
		command
			.addAll(new Service("claim-gateway", ClaimGatewayApplication::application, Set.of(), settings).arguments());
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(this.folder.resolve("third.log").toFile())
				.start();
			// Also when a test never gets as far as to end it.
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
			return process;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String publicKey() {
		try {
			return Files.readString(folder("keys").resolve("1.pem"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path folder(String name) {
		try {
			return Files.createDirectories(this.folder.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private <T extends AutoCloseable> T add(T part) {
		this.parts.push(part);
		return part;
	}

	private static int[] freePorts(int count) {
		List<ServerSocket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
			}
			int[] ports = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
			for (ServerSocket socket : sockets) {
				socket.close();
			}
			return ports;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
