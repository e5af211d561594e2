package dev.missioncontrol.invite.ctl.cluster.kafka;

import java.util.concurrent.ExecutionException;

import dev.missioncontrol.invite.ctl.cluster.Cluster;
import dev.missioncontrol.invite.ctl.command.Refusal;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A cluster that is asked, and refuses in one line.
 *
 * @param admin asks
 * @param cluster how it is reached
 */
record Asking(Admin admin, Cluster cluster) {

	<T> T get(KafkaFuture<T> future) throws Refusal, InterruptedException {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw Refusal.notNow(switch (ex.getCause()) {
				case TimeoutException _ -> "no answer from Kafka at " + this.cluster.bootstrapServers() + " within "
						+ this.cluster.timeout().toSeconds() + " s";
				case SecurityDisabledException _ ->
					"this cluster has no authorizer: whoever reaches it may do everything (leave --access out, or set one)";
				case Throwable cause -> "Kafka refuses: " + cause.getMessage();
				case null -> "Kafka refuses: " + ex.getMessage();
			});
		}
	}

}
