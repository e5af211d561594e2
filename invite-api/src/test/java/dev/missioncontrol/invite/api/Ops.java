package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.kafka.Replay;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An operator at work.
 */
record Ops(WebTestClient client) {

	private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {
	};

	static Ops of(InviteApi api) {
		return new Ops(api.client(api.issuer().sign(api.issuer().operator())));
	}

	Map<String, Object> get(String path) {
		return this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(OBJECT)
			.returnResult()
			.getResponseBody();
	}

	@SuppressWarnings("unchecked") // JSON has no types
	static List<Map<String, Object>> items(Map<String, Object> page) {
		return (List<Map<String, Object>>) page.get("items");
	}

	/** All pages of a list. */
	List<Map<String, Object>> all(String path, int limit) {
		List<Map<String, Object>> all = new ArrayList<>();
		String separator = path.contains("?") ? "&" : "?";
		Map<String, Object> page = get(path + separator + "limit=" + limit);
		all.addAll(items(page));
		while (page.get("nextCursor") != null) {
			page = get(path + separator + "limit=" + limit + "&cursor=" + page.get("nextCursor"));
			all.addAll(items(page));
		}
		return all;
	}

	/** Waits until so many dead letters of an organization are recorded. */
	List<String> awaitLetters(Buried buried, int count) {
		String path = "/v1/ops/dead-letters?state=all&limit=500&organization=" + buried.organization().id();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(items(get(path))).hasSize(count));
		return items(get(path)).stream().map((item) -> item.get("id").toString()).toList().reversed();
	}

	WebTestClient.ResponseSpec post(String body) {
		return this.client.post()
			.uri("/v1/ops/replays")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange();
	}

	/** Orders a replay and gives its id. */
	String order(String body) {
		Map<String, Object> job = post(body).expectStatus()
			.isAccepted()
			.expectBody(OBJECT)
			.returnResult()
			.getResponseBody();
		return job.get("id").toString();
	}

	static String letters(Collection<String> ids, String rest) {
		return "{\"deadLetters\":[" + ids.stream().map((id) -> '"' + id + '"').collect(Collectors.joining(",")) + "]"
				+ rest + "}";
	}

	Map<String, Object> awaitEnd(String job) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> get("/v1/ops/replays/" + job).get("finishedAt") != null);
		return get("/v1/ops/replays/" + job);
	}

	/** Orders a replay and gives its results when it is done. */
	Object results(String body) {
		Map<String, Object> job = awaitEnd(order(body));
		assertThat(job).containsEntry("state", "completed");
		return job.get("results");
	}

	/** What lies on a replay topic about some invites. */
	static List<ConsumerRecord<byte[], byte[]>> sent(Topic<?> topic, Collection<Invite> invites) {
		Set<String> ids = invites.stream().map((invite) -> invite.inviteId().toString()).collect(Collectors.toSet());
		List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = TestBroker.shared().consumer()) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic.replays())
				.stream()
				.map((each) -> new TopicPartition(each.topic(), each.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(100)).forEach((record) -> {
					if (ids.contains(new String(record.key(), StandardCharsets.UTF_8))) {
						found.add(record);
					}
				});
			}
		}
		return found;
	}

	static List<Integer> numbers(Topic<?> topic, Collection<Invite> invites) {
		return sent(topic, invites).stream().map((record) -> Replay.of(record).number()).toList();
	}

}
