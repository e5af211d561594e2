package dev.missioncontrol.invite.ctl.reset;

import java.util.OptionalLong;

/**
 * Where a group stands on a partition, and where it shall stand.
 *
 * @param topic the topic
 * @param partition the partition
 * @param committed the group's offset; empty when it has none: then it starts with the
 * first record
 * @param first offset of the first record that is still there
 * @param target offset of the first record to run again; the end where there is none
 * @param skips whether records that the group has not read lie before the target
 */
public record PartitionMove(String topic, int partition, OptionalLong committed, long first, long target,
		boolean skips) {

	/**
	 * Where the group would go on as it is.
	 * @param committed its offset, if any
	 * @param first offset of the first record that is still there
	 * @return an offset
	 */
	public static long position(OptionalLong committed, long first) {
		return Math.max(committed.orElse(first), first);
	}

	/**
	 * How many records are run again, at most: the ends of transactions take offsets,
	 * too.
	 * @return 0 or more
	 */
	public long again() {
		return Math.max(0, position(this.committed, this.first) - this.target);
	}

	/**
	 * How many unread records are passed over, at most.
	 * @return 0 or more
	 */
	public long skipped() {
		return this.skips ? this.target - position(this.committed, this.first) : 0;
	}

	/**
	 * Whether the group's offset must change.
	 * @return false when it stands at the target
	 */
	public boolean changes() {
		return position(this.committed, this.first) != this.target;
	}

	/**
	 * The partition as Kafka names it.
	 * @return such as {@code invite.signed-3}
	 */
	public String name() {
		return this.topic + "-" + this.partition;
	}

}
