package dev.missioncontrol.invite.segment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationFailed;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.segment.delivery.Outage;
import dev.missioncontrol.invite.test.InviteFixture;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static dev.missioncontrol.invite.segment.BridgeTopics.BROKER;
import static dev.missioncontrol.invite.segment.BridgeTopics.awaitDelivered;
import static dev.missioncontrol.invite.segment.BridgeTopics.deadLetters;
import static dev.missioncontrol.invite.segment.BridgeTopics.event;
import static dev.missioncontrol.invite.segment.BridgeTopics.header;
import static dev.missioncontrol.invite.segment.BridgeTopics.notifications;
import static dev.missioncontrol.invite.segment.BridgeTopics.ofInvites;
import static dev.missioncontrol.invite.segment.BridgeTopics.publish;
import static dev.missioncontrol.invite.segment.BridgeTopics.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OutageIT {

	private static final Duration SOON = Duration.ofSeconds(8);

	private final RecordingSegment segment = new RecordingSegment();

	@AfterEach
	void stop() {
		this.segment.close();
	}

	@Test
	void leavesSegmentAloneForAsLongAsItAsksFor() {
		try (Bridge bridge = Bridge.start(this.segment)) {
			this.segment.answer(429, "3");
			List<InviteSigned> signed = signed(1);
			publish(signed);
			InviteSigned only = signed.getFirst();
			await().until(() -> this.segment.attempts(only, "identify").size() == 1);
			assertShown(bridge);
			this.segment.answer(200);
			awaitDelivered(signed);
			List<RecordingSegment.Message> attempts = this.segment.attempts(only, "identify");
			assertThat(attempts).hasSize(2);
			assertThat(Duration.between(attempts.getFirst().at(), attempts.getLast().at()))
				.isBetween(Duration.ofMillis(2900), SOON);
			assertThat(bridge.bean(Outage.class).state()).isEmpty();
		}
	}

	private static void assertShown(Bridge bridge) {
		await().until(() -> bridge.bean(Outage.class).state().isPresent());
		Health health = bridge.bean(OutageHealthIndicator.class).health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("away", "http-429")
			.containsKeys("since", "attempts", "nextTryAt");
		assertThat(bridge.bean(MeterRegistry.class).get("invite.segment.outage").timeGauge().value()).isPositive();
		assertThat(
				bridge.bean(MeterRegistry.class).get("invite.segment.calls").tag("answer", "http-429").timer().count())
			.isPositive();
	}

	@Test
	void handsPartitionsOverAndStopsAtOnceWhileItWaits() {
		this.segment.answer(503, "60");
		List<InviteSigned> signed = signed(30);
		try (Bridge waiting = Bridge.start(this.segment)) {
			publish(signed);
			await().until(() -> waiting.bean(Outage.class).state().isPresent());
			try (RecordingSegment there = new RecordingSegment(); Bridge second = Bridge.start(there)) {
				await().atMost(SOON).until(() -> assigned(second, "segment-identify") >= 2);
				await().until(() -> !there.messages().isEmpty());
				assertTakesLess(Duration.ofSeconds(3), waiting::close);
				awaitDelivered(signed);
			}
		}
	}

	private static int assigned(Bridge bridge, String listener) {
		Iterable<TopicPartition> partitions = bridge.bean(KafkaListenerEndpointRegistry.class)
			.getListenerContainer(listener)
			.getAssignedPartitions();
		List<TopicPartition> found = new ArrayList<>();
		partitions.forEach(found::add);
		return found.size();
	}

	private static void assertTakesLess(Duration limit, Runnable action) {
		Instant start = Instant.now();
		action.run();
		assertThat(Duration.between(start, Instant.now())).isLessThan(limit);
	}

	@Test
	void givesUpAfterTheHorizonWithTheNumberOfAttempts() {
		this.segment.answer(503);
		List<InviteSigned> signed = signed(1);
		try (Bridge _ = Bridge.start(this.segment, "--segment.give-up-after=2s")) {
			publish(signed);
			DeadLetter letter = DeadLetter.in(deadLetters(Topics.SIGNED, signed, 1).getFirst()).orElseThrow();
			assertThat(letter.reason()).isEqualTo("gave-up");
			assertThat(letter.detail()).isEqualTo("http-503");
			assertThat(letter.attempts()).isEqualTo(this.segment.attempts(signed.getFirst(), "identify").size())
				.isGreaterThan(2);
			assertThat(Duration.between(letter.firstAt(), letter.lastAt())).isBetween(Duration.ofSeconds(2), SOON);
			assertThat(notifications(signed, 1)).containsExactly(new NotificationFailed(signed.getFirst().inviteId(), 1,
					0, NotificationEvent.Stage.IDENTIFY, "gave-up"));
		}
	}

	@Test
	void buriesWhatExpiresWhileSegmentIsAway() {
		this.segment.answer(503);
		InviteSigned brief = SignedFixture.signed(InviteFixture.anInvite().ttl(Duration.ofSeconds(4)).build());
		try (Bridge _ = Bridge.start(this.segment)) {
			publish(List.of(brief));
			DeadLetter letter = DeadLetter.in(deadLetters(Topics.SIGNED, List.of(brief), 1).getFirst()).orElseThrow();
			assertThat(letter.reason()).isEqualTo("expired");
			assertThat(letter.attempts()).isEqualTo(this.segment.attempts(brief, "identify").size()).isPositive();
		}
	}

	/** Segment takes some calls of a poll and then goes away. */
	@Test
	void publishesWhatSegmentTookAndDoesNotSendItAgain() {
		List<InviteSigned> signed = signed(200);
		String last = signed.getLast().inviteId().toString();
		this.segment.answer(503, (body) -> body.contains(last));
		publish(signed);
		try (Bridge _ = Bridge.start(this.segment, "--segment.batch.messages=10")) {
			List<InviteSigned> others = signed.subList(0, 199);
			assertThat(BROKER.await("invite.identified", 199, ofInvites(others))).hasSize(199)
				.extracting((record) -> event(Topics.IDENTIFIED, record).inviteId())
				.doesNotHaveDuplicates();
			assertThat(BROKER.await("invite.notifications", 199, ofInvites(signed))).hasSize(199);
			this.segment.answer(200);
			awaitDelivered(signed);
			signed.forEach((each) -> this.segment.only(each, "identify"));
			signed.forEach((each) -> this.segment.only(each, "track"));
			assertThat(header(BROKER.await("invite.notifications", 1, ofInvites(List.of(signed.getLast()))).getFirst(),
					"ce_type"))
				.endsWith("delivered.v1");
		}
	}

}
