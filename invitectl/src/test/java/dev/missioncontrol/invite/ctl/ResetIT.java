package dev.missioncontrol.invite.ctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ResetIT {

	@Test
	void namesTheGroupsOfTheServices() throws IOException {
		assertThat(setting("invite-api", "invite-api.yml", "group: ${INVITE_LEDGER_GROUP:")).isEqualTo("invite-ledger");
		assertThat(setting("invite-api", "invite-api.yml", "group: ${INVITE_DEAD_LETTERS_GROUP:${invite.ledger.group}"))
			.isEqualTo("-dead-letters");
		assertThat(setting("token-worker", "token-worker.yml", "group-id: ${TOKEN_GROUP:")).isEqualTo("token-worker");
		// Those of segment-bridge are met in ResetIdentifyIT, with what it does by
		// default.
	}

	@Test
	void resetsAllThatTheLedgerReads() throws Exception {
		String letters = Topics.NOTIFICATIONS.deadLetters();
		commit("test-ledger", new TopicPartition(letters, 1), 7);
		Run run = Cluster.reset("ledger --group test-ledger --dry-run --allow-skip --from earliest");
		assertThat(run.exitCode()).isZero();
		for (Topic<?> topic : Topics.all()) {
			assertThat(run.out()).contains(topic.name() + "-0 ", topic.name() + "-1 ", topic.name() + "-2 ");
		}
		assertThat(run.out()).containsPattern(letters + "-1 +7 +0 +0 +0\n");
		assertThat(run.err())
			.contains("(group test-ledger) runs again from the earliest record", "Nothing is sent to anybody")
			.doesNotContain("Segment");
	}

	@Test
	void resetsTheListOfDeadLettersByItself() throws Exception {
		commit("test-letters", new TopicPartition(Topics.SIGNED.deadLetters(), 0), 0);
		Run run = Cluster.reset("dead-letters --group test-letters --dry-run --from earliest");
		assertThat(run.exitCode()).isZero();
		assertThat(run.out()).contains("invite.commands.dlt-0 ", "invite.closed.dlt-2 ")
			.doesNotContain("invite.closed-0");
		assertThat(run.err()).contains("Nothing is sent to anybody").doesNotContain("once more");
	}

	@Test
	void startsAtTheFirstRecordWhereNothingWasCommitted() throws Exception {
		TestBroker.shared().send(List.of(new ProducerRecord<>(Topics.CLAIMS.name(), 0, new byte[0], new byte[0])));
		commit("test-new-partition", new TopicPartition(Topics.CLAIMS.name(), 1), 0);
		Run run = Cluster.reset("ledger --group test-new-partition --dry-run --from 0s");
		assertThat(run.exitCode()).isOne();
		assertThat(run.err()).contains("that ledger has not read would be skipped");
	}

	@Test
	void refusesAGroupThatIsNotThere() {
		Run run = Cluster.reset("track --group test-absent --yes --from 1h");
		assertThat(run.exitCode()).isOne();
		assertThat(run.err()).startsWith("invitectl: there is no group test-absent on this cluster").hasLineCount(1);
	}

	@Test
	void saysWhenTheClusterDoesNotAnswer() {
		Run run = Run.of("reset", "ledger", "--from", "1h", "--timeout", "1s", "--bootstrap-servers", "127.0.0.1:1");
		assertThat(run.exitCode()).isOne();
		assertThat(run.err()).isEqualTo("invitectl: no answer from Kafka at 127.0.0.1:1 within 1 s\n");
	}

	@Test
	void takesSettingsOfTheClientFromAFile(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("client.properties"), "security.protocol=NONSENSE\n");
		Run run = Cluster.reset("ledger --from 1h --command-config " + file);
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).contains("the Kafka client cannot be set up").contains("NONSENSE");
		Run missing = Cluster.reset("ledger --from 1h --command-config " + folder.resolve("none"));
		assertThat(missing.exitCode()).isEqualTo(2);
		assertThat(missing.err()).contains("cannot read the properties in ");
	}

	private static void commit(String group, TopicPartition partition, long offset) throws Exception {
		try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Cluster.SERVERS))) {
			admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset))).all().get();
		}
	}

	private static String setting(String module, String file, String start) throws IOException {
		Path yml = Path.of(System.getProperty("invitectl.root"), module, "src", "main", "resources", file);
		String text = Files.readString(yml);
		int at = text.indexOf(start);
		assertThat(at).as(start).isPositive();
		int value = at + start.length();
		return text.substring(value, text.indexOf('}', value));
	}

}
