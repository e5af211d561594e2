package dev.missioncontrol.invite.segment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests write for the bridge, and read of what it wrote.
 */
final class BridgeTopics {

	static final TestBroker BROKER = TestBroker.shared();

	static final EventRecords RECORDS = new EventRecords();

	private BridgeTopics() {
	}

	static List<InviteSigned> signed(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> SignedFixture.signed(InviteFixture.anInvite().build()))
			.toList();
	}

	static void publish(List<InviteSigned> signed) {
		BROKER.send(signed.stream()
			.map((each) -> RECORDS.write(Topics.SIGNED, CloudEvent.once("/test", Instant.now(), each)))
			.toList());
	}

	static void awaitDelivered(List<InviteSigned> signed) {
		assertThat(notifications(signed, signed.size())).containsExactlyInAnyOrderElementsOf(
				signed.stream().map((each) -> new NotificationDelivered(each.inviteId(), 1, 0)).toList());
	}

	static List<NotificationEvent> notifications(Collection<? extends InviteEvent> events, int count) {
		return BROKER.await("invite.notifications", count, ofInvites(events))
			.stream()
			.map((record) -> event(Topics.NOTIFICATIONS, record))
			.toList();
	}

	static List<ConsumerRecord<byte[], byte[]>> deadLetters(Topic<?> topic, Collection<? extends InviteEvent> events,
			int count) {
		return BROKER.await(topic.deadLetters(), count, ofInvites(events));
	}

	static <E extends InviteEvent> E event(Topic<E> topic, ConsumerRecord<byte[], byte[]> record) {
		return ((Decoded.Event<E>) RECORDS.read(topic, record)).event().data();
	}

	static Predicate<ConsumerRecord<byte[], byte[]>> ofInvites(Collection<? extends InviteEvent> events) {
		Set<String> keys = events.stream().map((event) -> event.inviteId().toString()).collect(Collectors.toSet());
		return (record) -> record.key() != null && keys.contains(new String(record.key(), StandardCharsets.UTF_8));
	}

	static String header(ConsumerRecord<byte[], byte[]> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

}
