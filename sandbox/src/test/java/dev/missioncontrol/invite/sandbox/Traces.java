package dev.missioncontrol.invite.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.EventType;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a run leaves behind for operators to see: logs, metrics, the headers of dead
 * letters. None of it may name a person or hold anything that opens an invite.
 */
final class Traces {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * An address of a person, here always of this domain; a token, which no random id is
	 * as long as; a link, a bewit.
	 */
	private static final Pattern SECRET = Pattern
		.compile("@example\\.(com|org)|%40example|eyJ[\\w-]{20,}|invite_token=\\w|bewit=\\w");

	/** Where the services show what they count. */
	static final List<Ports.Use> SERVICES = List.of(Ports.Use.INVITE_API_MANAGEMENT, Ports.Use.TOKEN_WORKER,
			Ports.Use.SEGMENT_BRIDGE, Ports.Use.CLAIM_GATEWAY_MANAGEMENT);

	private final Ports ports;

	private final Addresses addresses;

	Traces(Ports ports, Addresses addresses) {
		this.ports = ports;
		this.addresses = addresses;
	}

	/**
	 * Has every stage bury records whose values name somebody, and waits until all lie
	 * there.
	 */
	void bury(String email) {
		List<Topic<?>> topics = Topics.all();
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.addresses.bootstrapServers()),
				new ByteArraySerializer(), new ByteArraySerializer())) {
			for (Topic<?> topic : topics) {
				producer.send(poison(topic, "{\"email\": \"" + email + "\", not JSON")).get();
				producer.send(poison(topic, JSON.writeValueAsString(Map.of("email", email, "inviteId", email)))).get();
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(topics)
				.allSatisfy((topic) -> assertThat(deadLetters(topic)).hasSizeGreaterThanOrEqualTo(2)));
	}

	/** Looks everywhere. */
	void holdNothingSecret() {
		Map<String, String> texts = new TreeMap<>();
		logs().forEach((log) -> texts.put(log.getFileName().toString(), read(log)));
		SERVICES.forEach((service) -> texts.put("metrics of " + service, metrics(service)));
		Topics.all().forEach((topic) -> texts.put("headers of " + topic.deadLetters(), headers(topic)));
		assertThat(texts).allSatisfy((where, text) -> assertThat(SECRET.matcher(text).results().map((found) -> {
			int start = Math.max(0, text.lastIndexOf('\n', found.start()));
			return text.substring(start, Math.min(text.length(), found.end() + 20));
		})).as(where).isEmpty());
		assertThat(texts.get("services.log")).contains("closed invites known");
		assertThat(texts.get("metrics of " + Ports.Use.INVITE_API_MANAGEMENT)).contains("http.server.requests");
	}

	/** What of a text names a person or opens an invite. */
	static List<String> secretsIn(String text) {
		return SECRET.matcher(text).results().map(MatchResult::group).toList();
	}

	private static ProducerRecord<byte[], byte[]> poison(Topic<?> topic, String value) {
		ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(),
				UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
		Map.of("ce_id", "poison", "ce_source", "/poison", "ce_specversion", CloudEvent.SPEC_VERSION, "ce_type",
				typeOf(topic))
			.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
		return record;
	}

	/** Of one that belongs there. */
	private static String typeOf(Topic<?> topic) {
		return Arrays.stream(EventType.values())
			.filter((type) -> topic.family().isAssignableFrom(type.dataClass()))
			.findFirst()
			.orElseThrow()
			.wireName();
	}

	private List<Path> logs() {
		try (Stream<Path> files = Files.list(this.addresses.logs())) {
			return files.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path log) {
		try {
			return Files.readString(log, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** All names, and all values of all their tags. */
	private String metrics(Ports.Use service) {
		try (HttpClient client = HttpClient.newHttpClient()) {
			String all = this.ports.url(service) + "/actuator/metrics";
			StringBuilder text = new StringBuilder();
			for (JsonNode name : JSON.readTree(get(client, all)).path("names")) {
				text.append(name.asString()).append(' ').append(get(client, all + "/" + name.asString())).append('\n');
			}
			return text.toString();
		}
	}

	private static String get(HttpClient client, String address) {
		try {
			return client
				.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
				.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private String headers(Topic<?> topic) {
		StringBuilder text = new StringBuilder();
		for (ConsumerRecord<byte[], byte[]> letter : deadLetters(topic)) {
			for (Header header : letter.headers()) {
				text.append(header.key())
					.append('=')
					.append(new String(header.value(), StandardCharsets.UTF_8))
					.append('\n');
			}
		}
		return text.toString();
	}

	private List<ConsumerRecord<byte[], byte[]>> deadLetters(Topic<?> topic) {
		List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.addresses.bootstrapServers(),
						ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
				new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic.deadLetters())
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
			}
		}
		return letters;
	}

}
