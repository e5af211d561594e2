package dev.missioncontrol.invite.ctl.reset;

import java.util.OptionalLong;

/**
 * Where a group stands on a partition, and where it shall stand.
 *
 * @param topic the topic
 * @param partition the partition
 * @param committed the group's offset; empty when it has none: then it starts with the
 * first record
 * @param position where the group would go on as it is
 * @param target offset of the first record to run again; the end where there is none
 * @param skips whether records that the group has not read lie before the target
 */
public record PartitionMove(String topic, int partition, OptionalLong committed, long position, long target,
		boolean skips) {

	/**
	 * Where the group would go on as it is.
	 * @param committed its offset, if any
	 * @param first offset of the first record that is still there
	 * @param end offset of the next record to come
	 * @return an offset between the two
	 */
	public static long position(OptionalLong committed, long first, long end) {
		return Math.clamp(committed.orElse(first), first, end);
	}

	/**
	 * How many records are run again, at most: the ends of transactions take offsets,
	 * too.
	 * @return 0 or more
	 */
	public long again() {
		return Math.max(0, this.position - this.target);
	}

	/**
	 * How many unread records are passed over, at most.
	 * @return 0 or more
	 */
	public long skipped() {
		return this.skips ? this.target - this.position : 0;
	}

	/**
	 * Whether the group's offset must change.
	 * @return false when it stands at the target
	 */
	public boolean changes() {
		return this.committed.orElse(this.position) != this.target;
	}

	/**
	 * The partition as Kafka names it.
	 * @return such as {@code invite.signed-3}
	 */
	public String name() {
		return this.topic + "-" + this.partition;
	}

}
