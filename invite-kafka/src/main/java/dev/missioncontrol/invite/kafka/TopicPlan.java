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
	 * A dead letter, and its replay, is the record as it came and more headers, so these
	 * topics take records of twice the size that a broker takes by default.
	 */
	private static final int WRAPPED_BYTES = 2 * 1024 * 1024;

	/**
	 * All topics, their dead-letter topics and replay topics, with retention and
	 * compaction.
	 * @return what to hand to an admin client
	 */
	public List<NewTopic> newTopics() {
		List<NewTopic> topics = new ArrayList<>();
		for (Topic<?> topic : Topics.all()) {
			topics.add(newTopic(topic.name(), Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup(topic),
					TopicConfig.RETENTION_MS_CONFIG, millis(topic.retention()))));
			topics.add(wrapped(topic.deadLetters()));
		}
		Topics.replayable().forEach((topic) -> topics.add(wrapped(topic.replays())));
		return List.copyOf(topics);
	}

	private NewTopic wrapped(String name) {
		return newTopic(name,
				Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
						TopicConfig.RETENTION_MS_CONFIG, millis(Invite.MAX_TTL), TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
						Integer.toString(WRAPPED_BYTES)));
	}

	private NewTopic newTopic(String name, Map<String, String> configs) {
		return new NewTopic(name, this.partitions, this.replicas).configs(configs);
	}

	private static String cleanup(Topic<?> topic) {
		return topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE
				: TopicConfig.CLEANUP_POLICY_DELETE;
	}

	private static String millis(Duration duration) {
		return Long.toString(duration.toMillis());
	}

}
