package dev.missioncontrol.invite.ctl.reset;

import java.util.List;

import dev.missioncontrol.invite.ctl.cluster.Cluster;
import dev.missioncontrol.invite.ctl.command.Refusal;

/**
 * A consumer group on the cluster.
 */
public interface ConsumerGroup extends AutoCloseable {

	/**
	 * How many consumers are in it.
	 * @return 0 or more; -1 when there is no such group
	 * @throws Refusal when the cluster does not tell
	 * @throws InterruptedException when this thread should end
	 */
	int members() throws Refusal, InterruptedException;

	/**
	 * What a reset would change.
	 * @param topics the topics to reset
	 * @param everything whether to reset all other topics, too, that the group has read
	 * @param from from where
	 * @return one for each partition, in order
	 * @throws Refusal when the cluster does not tell, or lacks a topic
	 * @throws InterruptedException when this thread should end
	 */
	List<PartitionMove> plan(List<String> topics, boolean everything, StartingPoint from)
			throws Refusal, InterruptedException;

	/**
	 * Changes the group's offsets.
	 * @param moves which and to where
	 * @throws Refusal when the group has members, or the cluster does not do it
	 * @throws InterruptedException when this thread should end
	 */
	void move(List<PartitionMove> moves) throws Refusal, InterruptedException;

	@Override
	void close();

	/** Finds groups. */
	@FunctionalInterface
	interface Finder {

		/**
		 * A group of a cluster.
		 * @param cluster how to reach the cluster
		 * @param name name of the group
		 * @return to be closed by the caller
		 * @throws Refusal when the settings cannot be used
		 */
		ConsumerGroup find(Cluster cluster, String name) throws Refusal;

	}

}
