package dev.missioncontrol.invite.ctl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.InviteLink;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.segment.SegmentBridgeApplication;
import dev.missioncontrol.invite.test.InviteFixture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real segment-bridge whose stages are run again.
 */
class ResetIdentifyIT {

	private static final EventRecords EVENTS = new EventRecords();

	private final Queue<String> messageIds = new ConcurrentLinkedQueue<>();

	private HttpServer segment;

	private ConfigurableApplicationContext bridge;

	@BeforeEach
	void startAll() throws IOException {
		this.segment = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.segment.createContext("/v1/batch", this::take);
		this.segment.start();
		start();
	}

	@AfterEach
	void stopAll() {
		this.bridge.close();
		this.segment.stop(0);
	}

	@Test
	void sendsTheSameMessageIdsAgainAndNoNewOnes() throws Exception {
		Set<InviteId> before = sign(15);
		awaitTold(before, 1, 1);
		Instant mark = Cluster.mark();
		Set<InviteId> after = sign(25);
		awaitTold(after, 1, 1);
		this.bridge.close();
		List<String> firstTime = told(after);

		// Ends of transactions lie behind what the stage has read; nothing is skipped.
		Run nothing = Cluster.reset("identify --yes --from 0s");
		assertThat(nothing.err()).doesNotContain("skipped");
		assertThat(nothing.exitCode()).isZero();

		Run identify = Cluster.reset("identify --yes --from " + mark);
		assertThat(identify.exitCode()).isZero();
		assertThat(identify.err()).contains("Nothing is signed. Identify is sent again");
		start();
		awaitTold(after, 2, 2);
		assertThat(Set.copyOf(told(after))).isEqualTo(Set.copyOf(firstTime));
		assertThat(told(before)).doesNotHaveDuplicates();
		this.bridge.close();

		Run track = Cluster.reset("track --yes --from " + mark);
		assertThat(track.exitCode()).isZero();
		assertThat(track.err()).contains("nobody is identified again");
		start();
		awaitTold(after, 2, 4);
		assertThat(Set.copyOf(told(after))).isEqualTo(Set.copyOf(firstTime));
		assertThat(told(before)).doesNotHaveDuplicates();
	}

	private void start() {
		this.bridge = SegmentBridgeApplication.application()
			.run("--server.port=0", "--spring.kafka.bootstrap-servers=" + Cluster.SERVERS,
					"--segment.endpoint=http://127.0.0.1:" + this.segment.getAddress().getPort() + "/v1/batch",
					"--segment.write-key=test", "--segment.track-delay=100ms");
	}

	/** Waits until Segment has each message of these invites exactly so often. */
	private void awaitTold(Set<InviteId> invites, int identified, int tracked) {
		Awaitility.await("messages to Segment")
			.atMost(Duration.ofSeconds(60))
			.until(() -> told(invites).size() == invites.size() * (identified + tracked));
		Map<String, Long> counts = told(invites).stream()
			.collect(Collectors.groupingBy((id) -> id, Collectors.counting()));
		assertThat(counts).hasSize(2 * invites.size());
		counts.forEach(
				(id, count) -> assertThat(count).as(id).isEqualTo(id.contains(":identify:") ? identified : tracked));
	}

	private List<String> told(Set<InviteId> invites) {
		Set<String> ids = invites.stream().map(InviteId::toString).collect(Collectors.toSet());
		return this.messageIds.stream().filter((id) -> ids.contains(id.substring(0, id.indexOf(':')))).toList();
	}

	/** Writes signed invites in one transaction, as token-worker does. */
	private static Set<InviteId> sign(int count) {
		List<Invite> invites = IntStream.range(0, count).mapToObj((_) -> InviteFixture.anInvite().build()).toList();
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Cluster.SERVERS, ProducerConfig.ACKS_CONFIG, "all",
						ProducerConfig.TRANSACTIONAL_ID_CONFIG, "reset-identify"),
				new ByteArraySerializer(), new ByteArraySerializer())) {
			producer.initTransactions();
			producer.beginTransaction();
			for (Invite invite : invites) {
				InviteLink link = InviteLink.of(URI.create("https://join.example.com"), "h.p".repeat(200) + ".s");
				var _ = producer.send(EVENTS.write(Topics.SIGNED, CloudEvent.once("/test", Instant.now(),
						new InviteSigned(invite, link, ChunkRule.DEFAULT.split(link), "test-key"))));
			}
			producer.commitTransaction();
		}
		return invites.stream().map(Invite::inviteId).collect(Collectors.toSet());
	}

	private void take(HttpExchange exchange) {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			JsonMapper.shared()
				.readTree(body)
				.path("batch")
				.forEach((message) -> this.messageIds.add(message.path("messageId").asString()));
			byte[] answer = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
