package dev.missioncontrol.invite.sandbox;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.missioncontrol.invite.claim.ClaimGatewayApplication;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.sandbox.services.Service;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.token.TokenWorkerApplication;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys are made by {@code bin/new-key} while invites are signed by the real worker and
 * claimed at the real gateway: no link is ever refused (promise 12).
 */
class RotationIT {

	private static final Logger logger = LoggerFactory.getLogger(RotationIT.class);

	private static final EventRecords EVENTS = new EventRecords();

	private static final int LINKS_PER_KEY = 40;

	@TempDir
	private Path keys;

	private final HttpClient client = HttpClient.newHttpClient();

	private final String gateway = "http://localhost:" + freePort();

	private final List<InviteSigned> links = new CopyOnWriteArrayList<>();

	private final AtomicInteger claims = new AtomicInteger();

	private final Queue<String> refused = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean running = new AtomicBoolean(true);

	private final List<AutoCloseable> parts = new ArrayList<>();

	private final List<Thread> load = new ArrayList<>();

	@AfterEach
	void stop() throws Exception {
		stopLoad();
		for (AutoCloseable part : this.parts.reversed()) {
			part.close();
		}
	}

	@Test
	void refusesNoLinkWhileKeysRotate() throws Exception {
		newKey();
		startServices();
		startLoad();
		String first = awaitLinksOfAKeyBesides(Set.of());
		newKey();
		String second = awaitLinksOfAKeyBesides(Set.of(first));
		newKey();
		awaitLinksOfAKeyBesides(Set.of(first, second));
		stopLoad();
		this.links.forEach(this::claim);
		logger.info("{} claims of {} links by 3 keys, {} refused", this.claims, this.links.size(), this.refused.size());
		assertThat(this.refused).as("of %d claims", this.claims.get()).isEmpty();
		assertThat(this.claims).hasValueGreaterThan(6 * LINKS_PER_KEY);

		retireOldest();
		Awaitility.await().until(() -> status(linkOf(first)) == 400);
		this.links.stream().filter((link) -> !link.keyId().equals(first)).forEach(this::claim);
		assertThat(this.refused).as("of those that other keys signed").isEmpty();
	}

	private void startServices() {
		String broker = TestBroker.shared().bootstrapServers();
		Map<String, String> gateway = new HashMap<>();
		gateway.put("server.port", this.gateway.substring(this.gateway.lastIndexOf(':') + 1));
		gateway.put(Service.MANAGEMENT_PORT, Integer.toString(freePort()));
		gateway.put("spring.kafka.bootstrap-servers", broker);
		gateway.put("claim.base-url", this.gateway);
		gateway.put("claim.keys.folder", this.keys.resolve("public").toString());
		gateway.put("claim.keys.reload-every", System.getProperty("invite.rotation.gateway-reload", "500ms"));
		gateway.put("claim.issuer", "rotation");
		gateway.put("claim.audience", "rotation");
		gateway.put("claim.dashboard-url", "https://dashboard.example.com");
		gateway.put("claim.redirect", "application");
		gateway.put("claim.application-login-url", "https://dashboard.example.com/login");
		// All callers here are one client.
		gateway.put("invite.http.rate.requests", "0");
		this.parts.add(new Service("claim-gateway", ClaimGatewayApplication::application, Set.of(), gateway).start());
		this.parts.add(new Service("token-worker", TokenWorkerApplication::application, Set.of(),
				Map.of("server.port", Integer.toString(freePort()), "spring.kafka.bootstrap-servers", broker,
						"token.keys.folder", this.keys.resolve("private").toString(), "token.keys.public-folder",
						this.keys.resolve("public").toString(), "token.keys.reload-every", "500ms",
						"token.keys.activate-after", System.getProperty("invite.rotation.activate-after", "6s"),
						"token.issuer", "rotation", "token.audience", "rotation", "token.claim-base-url", this.gateway,
						"token.instance", "rotation"))
			.start());
	}

	/** Asks for invites, follows each link as soon as it is there, and old ones too. */
	private void startLoad() {
		start(() -> TestBroker.shared()
			.send(List.of(EVENTS.write(Topics.COMMANDS, new CloudEvent<>(UUID.randomUUID().toString(), "/invite-api",
					Instant.now(), new InviteRequested(InviteFixture.anInvite().build()))))));
		KafkaConsumer<byte[], byte[]> consumer = TestBroker.shared().consumer();
		consumer.subscribe(List.of(Topics.SIGNED.name()));
		this.parts.add(consumer);
		start(() -> consumer.poll(Duration.ofMillis(50)).forEach((record) -> {
			if (EVENTS.read(Topics.SIGNED, record) instanceof Decoded.Event<InviteSigned>(var event)) {
				claim(event.data());
				this.links.add(event.data());
			}
		}));
		start(() -> {
			if (!this.links.isEmpty()) {
				claim(this.links.get(ThreadLocalRandom.current().nextInt(this.links.size())));
			}
		});
	}

	private void start(Runnable work) {
		this.load.add(Thread.ofPlatform().daemon().start(() -> {
			while (this.running.get()) {
				work.run();
			}
		}));
	}

	private void stopLoad() throws InterruptedException {
		this.running.set(false);
		for (Thread each : this.load) {
			each.join();
		}
	}

	private void claim(InviteSigned link) {
		int status = status(link);
		this.claims.incrementAndGet();
		if (status != 302) {
			this.refused.add(status + " for a link of " + link.keyId());
		}
	}

	private int status(InviteSigned link) {
		try {
			return this.client
				.send(HttpRequest.newBuilder(URI.create(link.url().value())).build(),
						HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
		catch (IOException ex) {
			return -1;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return -1;
		}
	}

	private InviteSigned linkOf(String keyId) {
		return this.links.stream().filter((link) -> link.keyId().equals(keyId)).findFirst().orElseThrow();
	}

	private String awaitLinksOfAKeyBesides(Set<String> earlier) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(40))
			.until(() -> this.links.stream().filter((link) -> !earlier.contains(link.keyId())).count() > LINKS_PER_KEY);
		return this.links.getLast().keyId();
	}

	/**
	 * As docs/keys.md says: the private half first, so that nothing is signed any more.
	 */
	private void retireOldest() throws IOException {
		for (String half : List.of("private", "public")) {
			try (var files = Files.list(this.keys.resolve(half))) {
				Files.delete(files.sorted().findFirst().orElseThrow());
			}
		}
	}

	private void newKey() throws IOException, InterruptedException {
		Process process = new ProcessBuilder("bin/new-key", "--bits", "2048", this.keys.toString())
			.directory(Path.of("..").toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
