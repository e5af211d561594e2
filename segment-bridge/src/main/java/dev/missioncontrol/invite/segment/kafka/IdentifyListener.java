package dev.missioncontrol.invite.segment.kafka;

import java.util.List;

import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.segment.delivery.Outage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;

/**
 * Takes signed invites. Gets records as they are: any conversion could fail on a header
 * that somebody else wrote.
 */
class IdentifyListener {

	static final String ID = "segment-identify";

	private final StageRunner<InviteSigned> stage;

	private final Progress progress;

	private final Settling settling;

	private final Outage outage;

	IdentifyListener(StageRunner<InviteSigned> stage, Progress progress, Settling settling, Outage outage) {
		this.stage = stage;
		this.progress = progress;
		this.settling = settling;
		this.outage = outage;
	}

	@KafkaListener(id = ID, groupId = "segment-bridge-identify",
			topics = { "#{T(dev.missioncontrol.invite.event.Topics).SIGNED.name()}",
					"#{T(dev.missioncontrol.invite.event.Topics).SIGNED.replays()}" })
	void onSigned(List<ConsumerRecord<byte[], byte[]>> batch, Consumer<?, ?> consumer) {
		this.stage.run(this.stage.read(batch));
		this.settling.settle(ID, batch, this.progress, consumer, this.outage::rest);
	}

}
