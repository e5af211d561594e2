package dev.missioncontrol.invite.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How the topics are laid out on a cluster.
 *
 * @param partitions partitions of each topic
 * @param replicas copies of each partition
 */
public record TopicPlan(int partitions, short replicas) {

	/**
	 * All topics and their dead-letter topics, with retention and compaction.
	 * @return what to hand to an admin client
	 */
	public List<NewTopic> newTopics() {
		List<NewTopic> topics = new ArrayList<>();
		for (Topic<?> topic : Topics.all()) {
			topics.add(newTopic(topic.name(), topic.retention(), topic.compacted()));
			topics.add(newTopic(topic.deadLetters(), Invite.MAX_TTL, false));
		}
		return List.copyOf(topics);
	}

	private NewTopic newTopic(String name, Duration retention, boolean compacted) {
		String cleanup = compacted ? TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE
				: TopicConfig.CLEANUP_POLICY_DELETE;
		return new NewTopic(name, this.partitions, this.replicas).configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
				cleanup, TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
	}

}
