package dev.missioncontrol.invite.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.missioncontrol.invite.chaos.cluster.Cluster;
import dev.missioncontrol.invite.chaos.watch.TopicEvidence;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.sandbox.part.Polling;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until every stage has dealt with all that there is.
 */
final class Drain {

	/** Which consumer group works on which topic. */
	private static final Map<String, String> GROUPS = Map.of(Topics.COMMANDS.name(), "token-worker",
			Topics.SIGNED.name(), "segment-bridge-identify", Topics.IDENTIFIED.name(), "segment-bridge-track");

	private static final Duration LONGEST = Duration.ofMinutes(4);

	/** A broken service can say that it is done and have lost something. */
	private static final Duration QUIET = Duration.ofSeconds(15);

	private final Cluster cluster;

	private final TopicEvidence evidence;

	private String last = "";

	private long lastChange = System.nanoTime();

	Drain(Cluster cluster, TopicEvidence evidence) {
		this.cluster = cluster;
		this.evidence = evidence;
	}

	/** The result is the number of records that are left over in the end; 0 when none. */
	long await() throws InterruptedException {
		Optional<Long> _ = new Polling(LONGEST, Duration.ofSeconds(1)).until(this::ask);
		return lag().orElse(Long.MAX_VALUE);
	}

	private Optional<Long> ask() throws InterruptedException {
		String now = this.evidence.counts().toString() + this.evidence.ends();
		if (!now.equals(this.last)) {
			this.last = now;
			this.lastChange = System.nanoTime();
			return Optional.empty();
		}
		Optional<Long> lag = lag().filter((each) -> each == 0);
		boolean quiet = System.nanoTime() - this.lastChange > QUIET.toNanos();
		if (quiet && isComplete()) {
			return lag();
		}
		return (isComplete() || quiet) ? lag : Optional.empty();
	}

	private boolean isComplete() {
		TopicEvidence.Counts counts = this.evidence.counts();
		return counts.delivered() + counts.dead() >= counts.signed();
	}

	private Optional<Long> lag() throws InterruptedException {
		long lag = 0;
		Map<TopicPartition, Long> ends = this.evidence.ends();
		for (Map.Entry<String, String> each : GROUPS.entrySet()) {
			Optional<Map<TopicPartition, Long>> committed = this.cluster.committed(each.getValue());
			if (committed.isEmpty()) {
				return Optional.empty();
			}
			for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
				if (end.getKey().topic().equals(each.getKey())) {
					lag += Math.max(0, end.getValue() - committed.get().getOrDefault(end.getKey(), 0L));
				}
			}
		}
		return Optional.of(lag);
	}

}
