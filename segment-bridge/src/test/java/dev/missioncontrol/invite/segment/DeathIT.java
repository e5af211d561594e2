package dev.missioncontrol.invite.segment;

import java.time.Duration;
import java.util.List;

import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.kafka.ListenersHealthIndicator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static dev.missioncontrol.invite.segment.BridgeTopics.awaitDelivered;
import static dev.missioncontrol.invite.segment.BridgeTopics.publish;
import static dev.missioncontrol.invite.segment.BridgeTopics.signed;
import static org.awaitility.Awaitility.await;

/**
 * An {@link Error} ends a consumer, past all error handlers.
 */
@Tag("container")
class DeathIT {

	@Test
	void showsADeathAndHealsWithoutLoss() {
		List<InviteSigned> signed = signed(300);
		FaultyClient.ERRORS.set(2);
		try (RecordingSegment segment = new RecordingSegment();
				Bridge bridge = Bridge.start(FaultyClient.class, segment, "--segment.restart-pause=3s")) {
			publish(signed);
			await().atMost(Duration.ofSeconds(20)).until(() -> status(bridge), Status.DOWN::equals);
			awaitDelivered(signed);
			await().until(() -> status(bridge), Status.UP::equals);
		}
	}

	private static Status status(Bridge bridge) {
		return bridge.bean(ListenersHealthIndicator.class).health().getStatus();
	}

}
