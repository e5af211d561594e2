package dev.missioncontrol.invite.sandbox.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.sandbox.part.Polling;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads {@code invite.signed} beside the services, from the end on: committed records
 * only.
 */
final class SignedTopic implements AutoCloseable {

	private static final Polling POLLING = new Polling(Duration.ofSeconds(20), Duration.ZERO);

	private final EventRecords records = new EventRecords();

	private final KafkaConsumer<byte[], byte[]> consumer;

	SignedTopic(String bootstrapServers) {
		this.consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
				ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new ByteArrayDeserializer(),
				new ByteArrayDeserializer());
		List<TopicPartition> partitions = this.consumer.partitionsFor(Topics.SIGNED.name())
			.stream()
			.map((info) -> new TopicPartition(info.topic(), info.partition()))
			.toList();
		this.consumer.assign(partitions);
		this.consumer.seekToEnd(partitions);
		partitions.forEach(this.consumer::position);
	}

	/** The signed invite, as soon as it is there. */
	Optional<InviteSigned> await(InviteId inviteId) throws InterruptedException {
		return POLLING.<InviteSigned, RuntimeException>until(() -> {
			for (ConsumerRecord<byte[], byte[]> record : this.consumer.poll(Duration.ofMillis(200))) {
				if (this.records.read(Topics.SIGNED,
						record) instanceof Decoded.Event<InviteSigned>(CloudEvent<InviteSigned> event)
						&& event.data().inviteId().equals(inviteId)) {
					return Optional.of(event.data());
				}
			}
			return Optional.empty();
		});
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
