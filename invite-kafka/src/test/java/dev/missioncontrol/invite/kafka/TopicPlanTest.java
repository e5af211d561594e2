package dev.missioncontrol.invite.kafka;

import java.util.List;

import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicPlanTest {

	private final List<NewTopic> topics = new TopicPlan(12, (short) 3).newTopics();

	@Test
	void plansEveryTopicItsDeadLettersAndReplays() {
		assertThat(this.topics).extracting(NewTopic::name)
			.containsExactly("invite.commands", "invite.commands.dlt", "invite.signed", "invite.signed.dlt",
					"invite.identified", "invite.identified.dlt", "invite.notifications", "invite.notifications.dlt",
					"invite.claims", "invite.claims.dlt", "invite.reminders", "invite.reminders.dlt", "invite.closed",
					"invite.closed.dlt", "invite.commands.replay", "invite.signed.replay", "invite.identified.replay");
		assertThat(this.topics).allMatch((topic) -> topic.numPartitions() == 12 && topic.replicationFactor() == 3);
	}

	@Test
	void keepsRecordsAsLongAsALinkCanLive() {
		assertThat(this.topics).allMatch((topic) -> "2592000000".equals(topic.configs().get("retention.ms")));
	}

	@Test
	void compactsFinalStatesOnly() {
		assertThat(this.topics).filteredOn((topic) -> topic.configs().get("cleanup.policy").contains("compact"))
			.extracting(NewTopic::name)
			.containsExactly("invite.closed");
	}

	@Test
	void leavesDeadLettersAndReplaysRoomForTheirHeaders() {
		assertThat(this.topics).filteredOn((topic) -> topic.name().matches(".*\\.(dlt|replay)"))
			.hasSize(10)
			.allMatch((topic) -> "2097152".equals(topic.configs().get("max.message.bytes")));
	}

}
