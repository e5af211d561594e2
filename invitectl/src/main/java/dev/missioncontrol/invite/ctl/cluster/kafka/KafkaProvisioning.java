package dev.missioncontrol.invite.ctl.cluster.kafka;

import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.ctl.cluster.Cluster;
import dev.missioncontrol.invite.ctl.cluster.Provisioning;
import dev.missioncontrol.invite.ctl.cluster.Wanted;
import dev.missioncontrol.invite.ctl.command.Refusal;

/**
 * A cluster by way of Kafka's admin client.
 */
public final class KafkaProvisioning implements Provisioning {

	private final Asking asking;

	private KafkaProvisioning(Asking asking) {
		this.asking = asking;
	}

	/**
	 * Does not wait for the cluster yet.
	 * @param cluster how to reach it
	 * @return the cluster
	 * @throws Refusal when the settings cannot be used
	 */
	public static Provisioning find(Cluster cluster) throws Refusal {
		return new KafkaProvisioning(new Asking(ClientSettings.admin(ClientSettings.of(cluster)), cluster));
	}

	/**
	 * The names of the services on a cluster.
	 * @return an immutable list
	 */
	public static List<String> users() {
		return AccessChanges.users();
	}

	@Override
	public List<Change> compare(Wanted wanted) throws Refusal, InterruptedException {
		List<Change> changes = new ArrayList<>(new TopicChanges(this.asking).find(wanted));
		if (wanted.access()) {
			changes.addAll(new AccessChanges(this.asking).find());
		}
		// Last: by the time a service can log in, it may do what it needs.
		changes.addAll(new UserChanges(this.asking).find(wanted.passwords()));
		return List.copyOf(changes);
	}

	@Override
	public void close() {
		this.asking.admin().close(this.asking.cluster().timeout());
	}

}
