package dev.missioncontrol.invite.ctl.cluster;

import java.util.List;

import dev.missioncontrol.invite.ctl.command.Refusal;

/**
 * A cluster, beside what the pipeline needs of it.
 */
public interface Provisioning extends AutoCloseable {

	/**
	 * What has to change, in an order in which it can. Nothing changes yet.
	 * @param wanted what the pipeline needs
	 * @return empty when the cluster has all of it
	 * @throws Refusal when the cluster cannot be asked, or has what can only be changed
	 * by hand
	 * @throws InterruptedException when this thread should end
	 */
	List<Change> compare(Wanted wanted) throws Refusal, InterruptedException;

	@Override
	void close();

	/** Finds the cluster. */
	@FunctionalInterface
	interface Finder {

		/**
		 * Does not wait for the cluster yet.
		 * @param cluster how to reach it
		 * @return the cluster
		 * @throws Refusal when the settings cannot be used
		 */
		Provisioning find(Cluster cluster) throws Refusal;

	}

	/** A single change. */
	interface Change {

		/**
		 * What it does.
		 * @return one line without secrets
		 */
		String text();

		/**
		 * Does it.
		 * @throws Refusal when the cluster does not
		 * @throws InterruptedException when this thread should end
		 */
		void make() throws Refusal, InterruptedException;

	}

}
