package dev.missioncontrol.invite.claim.closed.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClosedInvitesFollowerTest {

	private final ClosedInvites closed = new ClosedInvites();

	private final Queue<Supplier<Consumer<byte[], byte[]>>> consumers = new ArrayDeque<>();

	@Test
	void goesOnAfterAnyFault() {
		this.consumers.add(() -> {
			throw new KafkaException("no broker");
		});
		this.consumers.add(() -> {
			throw new IllegalArgumentException("a mistake of ours");
		});
		this.consumers.add(() -> {
			throw new StackOverflowError("an Error");
		});
		this.consumers.add(ClosedInvitesFollowerTest::emptyTopic);
		ClosedInvitesFollower follower = new ClosedInvitesFollower(() -> this.consumers.remove().get(),
				new ClosedSettings(Duration.ofMillis(10), Duration.ofMillis(5), Duration.ofSeconds(1),
						Duration.ofSeconds(30)),
				this.closed, new ClosedRecords(this.closed, new SimpleMeterRegistry()));
		follower.start();
		try {
			Awaitility.await().until(this.closed::isComplete);
			assertThat(follower.isRunning()).isTrue();
		}
		finally {
			follower.stop();
		}
		Awaitility.await().until(() -> !follower.isRunning());
	}

	private static Consumer<byte[], byte[]> emptyTopic() {
		TopicPartition partition = new TopicPartition("invite.closed", 0);
		MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
		consumer.updatePartitions("invite.closed", List.of(new PartitionInfo("invite.closed", 0, null, null, null)));
		consumer.updateBeginningOffsets(Map.of(partition, 0L));
		consumer.updateEndOffsets(Map.of(partition, 0L));
		return consumer;
	}

}
