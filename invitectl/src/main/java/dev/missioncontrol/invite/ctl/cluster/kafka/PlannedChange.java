package dev.missioncontrol.invite.ctl.cluster.kafka;

import java.util.function.Supplier;

import dev.missioncontrol.invite.ctl.cluster.Provisioning;
import dev.missioncontrol.invite.ctl.command.Refusal;
import org.apache.kafka.common.KafkaFuture;

/**
 * A change that an admin client makes.
 *
 * @param text what it does
 * @param asking makes it
 * @param step what to ask for
 */
record PlannedChange(String text, Asking asking, Supplier<KafkaFuture<?>> step) implements Provisioning.Change {

	@Override
	public void make() throws Refusal, InterruptedException {
		Object _ = this.asking.get(this.step.get());
	}

}
