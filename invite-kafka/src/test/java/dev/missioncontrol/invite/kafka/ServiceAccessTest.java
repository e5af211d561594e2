package dev.missioncontrol.invite.kafka;

import java.util.Arrays;
import java.util.List;

import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceAccessTest {

	@ParameterizedTest
	@CsvSource({ "invite.commands, invite-api", "invite.signed, token-worker", "invite.identified, segment-bridge",
			"invite.notifications, segment-bridge", "invite.claims, claim-gateway", "invite.reminders, invite-api",
			"invite.closed, invite-api", "invite.commands.dlt, token-worker", "invite.signed.dlt, segment-bridge",
			"invite.identified.dlt, segment-bridge", "invite.notifications.dlt, invite-api",
			"invite.claims.dlt, invite-api", "invite.reminders.dlt, invite-api", "invite.closed.dlt, invite-api",
			"invite.commands.replay, invite-api", "invite.signed.replay, invite-api",
			"invite.identified.replay, invite-api" })
	void givesEachTopicOneWriter(String topic, String writer) {
		assertThat(Arrays.stream(ServiceAccess.values()).filter((service) -> service.writes().contains(topic)))
			.extracting(ServiceAccess::user)
			.containsExactly(writer);
	}

	@Test
	void letsNobodyReadSecretLinksButThoseWhoNeedThem() {
		assertThat(Arrays.stream(ServiceAccess.values())
			.filter((service) -> service.reads().contains(Topics.SIGNED.name()))).extracting(ServiceAccess::user)
			.containsExactlyInAnyOrder("segment-bridge", "invite-api");
	}

	@Test
	void letsTheLedgerReadEverythingButReplays() {
		assertThat(ServiceAccess.INVITE_API.reads()).hasSize(2 * Topics.all().size())
			.containsAll(Topics.all().stream().map(Topic::name).toList())
			.containsAll(Topics.all().stream().map(Topic::deadLetters).toList());
	}

	@Test
	void speaksOfPlannedTopicsOnly() {
		List<String> planned = new TopicPlan(1, (short) 1).newTopics().stream().map(NewTopic::name).toList();
		assertThat(Arrays.stream(ServiceAccess.values()).flatMap((service) -> service.reads().stream()))
			.isSubsetOf(planned);
		assertThat(Arrays.stream(ServiceAccess.values()).flatMap((service) -> service.writes().stream()))
			.containsExactlyInAnyOrderElementsOf(planned);
	}

	@Test
	void allowsToReadAndToWriteAndNothingElse() {
		assertThat(ServiceAccess.all()).doesNotHaveDuplicates().allSatisfy((binding) -> {
			assertThat(binding.entry().operation()).isIn(AclOperation.READ, AclOperation.WRITE);
			assertThat(binding.entry().permissionType()).isEqualTo(AclPermissionType.ALLOW);
			assertThat(binding.pattern().name()).isNotEqualTo("*");
		});
	}

}
