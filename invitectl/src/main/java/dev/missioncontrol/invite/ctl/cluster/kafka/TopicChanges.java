package dev.missioncontrol.invite.ctl.cluster.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.ctl.cluster.Provisioning;
import dev.missioncontrol.invite.ctl.cluster.Wanted;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.kafka.TopicPlan;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Topics that are missing, and settings of topics that are not those of the plan.
 * Partitions stay as they are: another number would send the invites of before elsewhere.
 *
 * @param asking the cluster
 */
record TopicChanges(Asking asking) {

	List<Provisioning.Change> find(Wanted wanted) throws Refusal, InterruptedException {
		List<NewTopic> planned = new TopicPlan(wanted.partitions(), wanted.replicas()).newTopics();
		Set<String> there = this.asking.get(this.asking.admin().listTopics().names());
		List<Provisioning.Change> changes = new ArrayList<>();
		planned.stream().filter((topic) -> !there.contains(topic.name())).map(this::create).forEach(changes::add);
		List<NewTopic> old = planned.stream().filter((topic) -> there.contains(topic.name())).toList();
		Map<ConfigResource, Config> settings = this.asking
			.get(this.asking.admin().describeConfigs(old.stream().map(TopicChanges::resource).toList()).all());
		for (NewTopic topic : old) {
			Config found = settings.get(resource(topic));
			Map<String, String> wrong = (found != null) ? differences(topic, found) : topic.configs();
			if (!wrong.isEmpty()) {
				changes.add(alter(topic, wrong));
			}
		}
		return changes;
	}

	private Provisioning.Change create(NewTopic topic) {
		return new PlannedChange(
				"topic %s: create, %d partitions, %d replicas, %s".formatted(topic.name(), topic.numPartitions(),
						topic.replicationFactor(), new TreeMap<>(topic.configs())),
				this.asking, () -> this.asking.admin().createTopics(List.of(topic)).all());
	}

	private Provisioning.Change alter(NewTopic topic, Map<String, String> wrong) {
		Collection<AlterConfigOp> operations = wrong.entrySet()
			.stream()
			.map((each) -> new AlterConfigOp(new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
			.toList();
		return new PlannedChange("topic %s: set %s".formatted(topic.name(), new TreeMap<>(wrong)), this.asking,
				() -> this.asking.admin().incrementalAlterConfigs(Map.of(resource(topic), operations)).all());
	}

	private static Map<String, String> differences(NewTopic topic, Config found) {
		return topic.configs().entrySet().stream().filter((each) -> {
			ConfigEntry entry = found.get(each.getKey());
			return entry == null || !each.getValue().equals(entry.value());
		}).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static ConfigResource resource(NewTopic topic) {
		return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
	}

}
