package dev.missioncontrol.invite.ctl.cluster;

import java.util.Map;

/**
 * What a cluster should have.
 *
 * @param partitions partitions of each new topic
 * @param replicas copies of each partition of a new topic
 * @param access whether the rights of services are looked after
 * @param passwords the users to make, with their passwords
 */
public record Wanted(int partitions, short replicas, boolean access, Map<String, String> passwords) {

	/**
	 * Checks that it can be had.
	 */
	public Wanted {
		if (partitions < 1 || replicas < 1) {
			throw new IllegalArgumentException("--partitions and --replicas must be 1 or more");
		}
		passwords = Map.copyOf(passwords);
	}

	@Override
	public String toString() {
		return "Wanted[partitions=" + this.partitions + ", replicas=" + this.replicas + "]";
	}

}
