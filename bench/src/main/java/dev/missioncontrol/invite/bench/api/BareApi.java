package dev.missioncontrol.invite.bench.api;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;

import dev.missioncontrol.invite.bench.load.Invites;
import dev.missioncontrol.invite.bench.process.SingleBroker;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The reference: reads a body, writes one and the same command to Kafka with the settings
 * of invite-api, and answers 202 when the broker has it. No authorization, no rules, no
 * database; and to a topic that nothing reads, so that nobody else works meanwhile.
 */
final class BareApi {

	private static final int ACCEPTED = 202;

	private final Producer<byte[], byte[]> producer;

	private final ProducerRecord<byte[], byte[]> command;

	private final byte[] answer;

	private BareApi(Producer<byte[], byte[]> producer) {
		this.producer = producer;
		InviteRequested requested = new InviteRequested(Invites.invite(1));
		this.command = new EventRecords().write(Topics.COMMANDS,
				CloudEvent.once("/invite-api", requested.invite().requestedAt(), requested));
		this.answer = this.command.value();
	}

	/**
	 * Runs it.
	 * @param arguments port, bootstrap servers
	 */
	public static void main(String[] arguments) {
		Map<String, Object> settings = new HashMap<>();
		settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[1]);
		settings.put(ProducerConfig.ACKS_CONFIG, "all");
		settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
		settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
		settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
		BareApi api = new BareApi(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
		HttpServer.create()
			.host("127.0.0.1")
			.port(Integer.parseInt(arguments[0]))
			.handle(api::take)
			.bindNow()
			.onDispose()
			.block();
	}

	private Mono<Void> take(HttpServerRequest request, HttpServerResponse response) {
		return request.receive()
			.aggregate()
			.asByteArray()
			.flatMap((_) -> append())
			.then(response.status(ACCEPTED)
				.header("Content-Type", "application/json")
				.header("Location", "/v1/invites/" + new String(this.command.key(), StandardCharsets.UTF_8))
				.sendByteArray(Mono.just(this.answer))
				.then());
	}

	private Mono<Void> append() {
		return Mono.create((sink) -> {
			Future<RecordMetadata> _ = this.producer.send(new ProducerRecord<>(SingleBroker.OWN_TOPIC, null, null,
					this.command.key(), this.command.value(), this.command.headers()), (_, failure) -> {
						if (failure != null) {
							sink.error(failure);
						}
						else {
							sink.success();
						}
					});
		});
	}

}
