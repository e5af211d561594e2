package dev.missioncontrol.invite.segment.kafka;

import java.util.List;

import dev.missioncontrol.invite.event.InviteSigned;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;

/**
 * Takes signed invites. Gets records as they are: any conversion could fail on a header
 * that somebody else wrote.
 */
class IdentifyListener {

	private final StageRunner<InviteSigned> stage;

	IdentifyListener(StageRunner<InviteSigned> stage) {
		this.stage = stage;
	}

	@KafkaListener(id = "segment-identify", groupId = "segment-bridge-identify",
			topics = "#{T(dev.missioncontrol.invite.event.Topics).SIGNED.name()}")
	void onSigned(List<ConsumerRecord<byte[], byte[]>> batch) {
		this.stage.run(batch);
	}

}
