package dev.missioncontrol.invite.ctl.reset.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.ctl.cluster.Cluster;
import dev.missioncontrol.invite.ctl.cluster.kafka.ClientSettings;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.reset.ConsumerGroup;
import dev.missioncontrol.invite.ctl.reset.PartitionMove;
import dev.missioncontrol.invite.ctl.reset.StartingPoint;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A group by way of Kafka's admin client.
 */
public final class KafkaConsumerGroup implements ConsumerGroup {

	private final Admin admin;

	private final UnreadRecords unread;

	private final Cluster cluster;

	private final String group;

	private KafkaConsumerGroup(Admin admin, UnreadRecords unread, Cluster cluster, String group) {
		this.admin = admin;
		this.unread = unread;
		this.cluster = cluster;
		this.group = group;
	}

	/**
	 * Does not wait for the cluster yet.
	 * @param cluster how to reach the cluster
	 * @param group name of the group
	 * @return the group
	 * @throws Refusal when the settings cannot be used
	 */
	public static ConsumerGroup find(Cluster cluster, String group) throws Refusal {
		Map<String, Object> settings = ClientSettings.of(cluster);
		return new KafkaConsumerGroup(ClientSettings.admin(settings), new UnreadRecords(settings, cluster.timeout()),
				cluster, group);
	}

	@Override
	public int members() throws Refusal, InterruptedException {
		try {
			return this.admin.describeConsumerGroups(List.of(this.group))
				.all()
				.get()
				.values()
				.stream()
				.mapToInt((found) -> found.members().size())
				.sum();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof GroupIdNotFoundException) {
				return -1;
			}
			throw refusal(ex);
		}
	}

	@Override
	public List<PartitionMove> plan(List<String> topics, boolean everything, StartingPoint from)
			throws Refusal, InterruptedException {
		// Stable: a transaction that is being settled would change the offsets
		// afterwards.
		Map<TopicPartition, OffsetAndMetadata> committed = get(this.admin
			.listConsumerGroupOffsets(this.group, new ListConsumerGroupOffsetsOptions().requireStable(true))
			.partitionsToOffsetAndMetadata());
		Set<String> names = new TreeSet<>(topics);
		if (everything) {
			committed.keySet().forEach((partition) -> names.add(partition.topic()));
		}
		List<TopicPartition> partitions = partitions(names);
		Map<TopicPartition, ListOffsetsResultInfo> first = offsets(partitions, OffsetSpec.earliest());
		Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
		Map<TopicPartition, ListOffsetsResultInfo> targets = (from.time() != null)
				? offsets(partitions, OffsetSpec.forTimestamp(from.time().toEpochMilli())) : first;
		List<PartitionMove> moves = new ArrayList<>();
		for (TopicPartition partition : partitions) {
			OffsetAndMetadata at = committed.get(partition);
			OptionalLong old = (at != null) ? OptionalLong.of(at.offset()) : OptionalLong.empty();
			long end = offset(ends, partition);
			long position = PartitionMove.position(old, offset(first, partition), end);
			long found = offset(targets, partition);
			long target = (found >= 0) ? found : end;
			moves.add(new PartitionMove(partition.topic(), partition.partition(), old, position, target,
					this.unread.liesBetween(partition, position, target)));
		}
		return moves;
	}

	@Override
	public void move(List<PartitionMove> moves) throws Refusal, InterruptedException {
		get(this.admin.alterConsumerGroupOffsets(this.group,
				moves.stream()
					.collect(Collectors.toMap((move) -> new TopicPartition(move.topic(), move.partition()),
							(move) -> new OffsetAndMetadata(move.target()))))
			.all());
	}

	@Override
	public void close() {
		this.admin.close(this.cluster.timeout());
	}

	private List<TopicPartition> partitions(Collection<String> topics) throws Refusal, InterruptedException {
		return get(this.admin.describeTopics(topics).allTopicNames()).values()
			.stream()
			.flatMap((topic) -> topic.partitions()
				.stream()
				.map((partition) -> new TopicPartition(topic.name(), partition.partition())))
			.sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
			.toList();
	}

	private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec which)
			throws Refusal, InterruptedException {
		return get(this.admin
			.listOffsets(partitions.stream().collect(Collectors.toMap((partition) -> partition, (_) -> which)))
			.all());
	}

	private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
		ListOffsetsResultInfo found = offsets.get(partition);
		return (found != null) ? found.offset() : -1;
	}

	private <T> T get(KafkaFuture<T> future) throws Refusal, InterruptedException {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw refusal(ex);
		}
	}

	private Refusal refusal(ExecutionException ex) {
		return Refusal.notNow(switch (ex.getCause()) {
			case TimeoutException _ -> "no answer from Kafka at " + this.cluster.bootstrapServers() + " within "
					+ this.cluster.timeout().toSeconds() + " s";
			case UnknownMemberIdException _ -> "group " + this.group + " has members again: nothing was changed";
			case GroupNotEmptyException _ -> "group " + this.group + " has members again: nothing was changed";
			case UnknownTopicOrPartitionException _ -> "a topic of the stage is not on this cluster";
			case Throwable cause -> "Kafka refuses: " + cause.getMessage();
			case null -> "Kafka refuses: " + ex.getMessage();
		});
	}

}
