package dev.missioncontrol.invite.segment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.test.InviteFixture;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static dev.missioncontrol.invite.segment.BridgeTopics.BROKER;
import static dev.missioncontrol.invite.segment.BridgeTopics.ofInvites;
import static dev.missioncontrol.invite.segment.BridgeTopics.publish;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every call takes 50 ms.
 */
class SlowSegmentIT {

	private static final int INVITES = Integer.getInteger("invite.test.slow", 2000);

	private static final int GENERATIONS = 3;

	@Test
	void callsSeveralTimesAtOnceAndKeepsTheOrderOfEachInvite() {
		List<InviteSigned> signed = new ArrayList<>();
		List<InviteId> ids = new ArrayList<>();
		for (int i = 0; i < INVITES / GENERATIONS; i++) {
			ids.add(InviteId.next());
		}
		for (int generation = 1; generation <= GENERATIONS; generation++) {
			for (InviteId id : ids) {
				signed.add(SignedFixture.signed(InviteFixture.anInvite().id(id).generation(generation).build()));
			}
		}
		try (RecordingSegment segment = new RecordingSegment();
				Bridge bridge = Bridge.start(segment, "--segment.track-delay=0s")) {
			segment.delay(Duration.ofMillis(50));
			publish(signed);
			assertThat(BROKER.await("invite.notifications", signed.size(), ofInvites(signed))).hasSize(signed.size());
			List<RecordingSegment.Message> messages = segment.messages();
			Duration taken = Duration.between(messages.getFirst().at(), messages.getLast().at());
			LoggerFactory.getLogger(SlowSegmentIT.class)
				.info("{} invites/s through both stages, in {} calls",
						Math.round(signed.size() * 1e3 / taken.toMillis()),
						bridge.bean(MeterRegistry.class).get("invite.segment.calls").timer().count());
			// One call after the other would take 50 ms for each few records of a poll.
			assertThat(taken).isLessThan(Duration.ofSeconds(20));
			assertInOrder(segment.messages(), "identify");
			assertInOrder(segment.messages(), "track");
		}
	}

	private static void assertInOrder(List<RecordingSegment.Message> messages, String kind) {
		Map<String, List<Integer>> generations = new TreeMap<>();
		for (RecordingSegment.Message message : messages) {
			String[] id = message.id().split(":", -1);
			if (id[1].equals(kind)) {
				generations.computeIfAbsent(id[0], (key) -> new ArrayList<>()).add(Integer.parseInt(id[2]));
			}
		}
		assertThat(generations).hasSize(INVITES / GENERATIONS)
			.allSatisfy((invite, order) -> assertThat(order).containsExactly(1, 2, 3));
	}

}
