package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Batches of an organization of their own, and what is on Kafka about it.
 *
 * @param organization its id
 * @param scopes what the token of its admin allows
 */
record Upload(String organization, String scopes) {

	static final MediaType CSV = MediaType.parseMediaType("text/csv");

	private static final String PATH = "/v1/invites/batch";

	static Upload ofSomebody() {
		return new Upload("org-" + UUID.randomUUID(), "create:invites read:invites manage:policies");
	}

	WebTestClient client(InviteApi api) {
		return api.client(api.issuer().token(this.organization, this.scopes));
	}

	/** A CSV of so many people. */
	String csv(int rows) {
		return IntStream.rangeClosed(1, rows)
			.mapToObj((row) -> "p" + row + "@example.com,read\n")
			.collect(Collectors.joining("", "email,roles\n", ""));
	}

	WebTestClient.ResponseSpec send(InviteApi api, MediaType type, String body, String key) {
		WebTestClient.RequestBodySpec request = client(api).post().uri(PATH).contentType(type);
		if (key != null) {
			request.header("Idempotency-Key", key);
		}
		return request.bodyValue(body).exchange();
	}

	/** Sends a batch that is taken, and gives its id. */
	String sent(InviteApi api, MediaType type, String body, String key) {
		return id(send(api, type, body, key).expectStatus().isAccepted());
	}

	static String id(WebTestClient.ResponseSpec response) {
		return response.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
		}).returnResult().getResponseBody().get("id").toString();
	}

	Map<String, Object> read(InviteApi api, String id) {
		return client(api).get()
			.uri(PATH + "/" + id)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult()
			.getResponseBody();
	}

	Map<String, Object> awaitEnd(InviteApi api, String id) {
		return Awaitility.await(id + " to end")
			.atMost(Duration.ofMinutes(1))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> read(api, id), (batch) -> batch.get("finishedAt") != null);
	}

	List<Map<String, Object>> rows(InviteApi api, String id) {
		return client(api).get()
			.uri(PATH + "/" + id + "/rows")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<List<Map<String, Object>>>() {
			})
			.returnResult()
			.getResponseBody();
	}

	String rows(InviteApi api, String id, String query, MediaType type) {
		return client(api).get()
			.uri(PATH + "/" + id + "/rows" + query)
			.accept(type)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(type)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	WebTestClient.ResponseSpec cancel(InviteApi api, String id) {
		return client(api).post().uri(PATH + "/" + id + "/cancel").exchange();
	}

	void policy(InviteApi api, String policy) {
		client(api).put()
			.uri("/v1/policy")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(policy)
			.exchange()
			.expectStatus()
			.isOk();
	}

	WebTestClient.BodyContentSpec graphQl(InviteApi api, String id) {
		return client(api).post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query",
					"{ invite_batch(id: \"" + id + "\") { state total accepted createdAt finishedAt } }"))
			.exchange()
			.expectBody();
	}

	static void refused(WebTestClient.ResponseSpec response, int status, String code) {
		response.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
	}

	/** The beginning of a request that sends a CSV. */
	String head(InviteApi api) {
		return "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nAuthorization: Bearer "
				+ api.issuer().token(this.organization, this.scopes) + "\r\n";
	}

	/** All requests for its invites, as they are on Kafka now. */
	List<InviteRequested> commands() {
		EventRecords records = new EventRecords();
		List<InviteRequested> found = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = TestBroker.shared().consumer()) {
			List<TopicPartition> partitions = consumer.partitionsFor(Topics.COMMANDS.name())
				.stream()
				.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(100)).forEach((record) -> {
					if (records.read(Topics.COMMANDS,
							record) instanceof Decoded.Event<InviteCommand>(CloudEvent<InviteCommand> event)
							&& event.data() instanceof InviteRequested requested
							&& requested.invite().organization().id().equals(this.organization)) {
						found.add(requested);
					}
				});
			}
		}
		return found;
	}

}
