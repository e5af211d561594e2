package dev.missioncontrol.invite.bench.load;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.missioncontrol.invite.sandbox.part.Polling;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a consumer group is, by the offsets that it committed.
 */
public final class GroupProgress implements AutoCloseable {

	/** Until then, what is measured still fills up. */
	private static final double FILLED = 0.25;

	private static final Polling UNTIL_DONE = new Polling(Duration.ofMinutes(3), Duration.ofMillis(20));

	private final Admin admin;

	private final String group;

	private final Set<String> topics;

	/**
	 * The progress of a group.
	 * @param bootstrapServers where the broker is
	 * @param group the group
	 * @param topics topics that hold nothing but records, no marks of transactions
	 */
	public GroupProgress(String bootstrapServers, String group, String... topics) {
		this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
		this.group = group;
		this.topics = Set.of(topics);
	}

	/**
	 * How many records are done, of all topics together.
	 * @return the sum of all committed offsets
	 * @throws ExecutionException when the broker does not say
	 * @throws TimeoutException when it takes too long
	 * @throws InterruptedException when this thread should end
	 */
	public long done() throws ExecutionException, TimeoutException, InterruptedException {
		return this.admin.listConsumerGroupOffsets(this.group)
			.partitionsToOffsetAndMetadata()
			.get(10, TimeUnit.SECONDS)
			.entrySet()
			.stream()
			.filter((each) -> this.topics.contains(each.getKey().topic()))
			.map(Map.Entry::getValue)
			.filter(Objects::nonNull)
			.mapToLong(OffsetAndMetadata::offset)
			.sum();
	}

	/**
	 * Waits until the group has done some more, and measures how fast. The first quarter
	 * does not count.
	 * @param before how many were done before
	 * @param more how many more there are
	 * @return records per second
	 * @throws Exception when the broker does not say, or the group does not get there
	 */
	public double rate(long before, long more) throws Exception {
		Sample first = sample(before + (long) (more * FILLED));
		Sample last = sample(before + more);
		return (last.done() - first.done()) * 1e9 / (last.nanos() - first.nanos());
	}

	private Sample sample(long enough) throws Exception {
		Optional<Sample> sample = UNTIL_DONE
			.until(() -> Optional.of(new Sample(done(), System.nanoTime())).filter((each) -> each.done() >= enough));
		return sample.orElseThrow(() -> new TimeoutException(this.group + " does not get to " + enough));
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

	private record Sample(long done, long nanos) {
	}

}
