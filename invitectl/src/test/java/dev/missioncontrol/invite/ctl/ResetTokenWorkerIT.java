package dev.missioncontrol.invite.ctl;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.token.TokenWorkerApplication;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real token-worker that is run again.
 */
class ResetTokenWorkerIT {

	private static final String GROUP = "token-worker";

	private static final EventRecords EVENTS = new EventRecords();

	@TempDir
	private static Path keys;

	private ConfigurableApplicationContext worker;

	@BeforeAll
	static void writeKey() {
		RsaKeys.generate(2048).writePrivate(keys.resolve("a.pem"));
	}

	@BeforeEach
	void start() {
		this.worker = TokenWorkerApplication.application()
			.run("--server.port=0", "--token.keys.folder=" + keys, "--token.issuer=https://issuer.example.com",
					"--token.audience=https://join.example.com", "--token.claim-base-url=https://join.example.com",
					"--token.instance=invitectl", "--spring.kafka.bootstrap-servers=" + Cluster.SERVERS);
	}

	@AfterEach
	void stop() {
		this.worker.close();
	}

	@Test
	void signsExactlyTheCommandsFromThatTimeAgainWithEqualBytes() throws Exception {
		Set<InviteId> before = request(40);
		Cluster.awaitRead(GROUP, Topics.COMMANDS.name());
		Instant mark = Cluster.mark();
		Set<InviteId> after = request(60);
		Cluster.awaitRead(GROUP, Topics.COMMANDS.name());
		Map<Integer, Long> stood = Cluster.committed(GROUP, Topics.COMMANDS.name());

		Run tooEarly = Cluster.reset("token-worker --yes --from " + mark);
		assertThat(tooEarly.exitCode()).isOne();
		assertThat(tooEarly.err()).contains("group token-worker has 1 member: stop all instances of token-worker first")
			.hasLineCount(1);

		stop();
		Run dryRun = Cluster.reset("token-worker --dry-run --from " + mark);
		assertThat(dryRun.exitCode()).isZero();
		assertThat(dryRun.out()).contains("Up to 60 records are run again.");
		assertThat(Cluster.committed(GROUP, Topics.COMMANDS.name())).isEqualTo(stood);
		Run unasked = Cluster.reset("token-worker --from " + mark);
		assertThat(unasked.exitCode()).isEqualTo(2);
		assertThat(unasked.err()).contains("Give --yes");
		assertThat(Cluster.committed(GROUP, Topics.COMMANDS.name())).isEqualTo(stood);

		Run reset = Cluster.reset("token-worker --yes --from " + mark);
		assertThat(reset.exitCode()).isZero();
		assertThat(reset.out()).isEqualTo(dryRun.out());
		assertThat(reset.err()).contains("byte for byte", "within the last 24 hours")
			.endsWith("Done. Start token-worker again.\n");

		start();
		Cluster.awaitRead(GROUP, Topics.COMMANDS.name());
		Map<String, List<ConsumerRecord<byte[], byte[]>>> signed = signed(before, after);
		before.forEach((id) -> assertThat(signed.get(id.toString())).hasSize(1));
		after.forEach((id) -> {
			assertThat(signed.get(id.toString())).hasSize(2);
			assertThat(signed.get(id.toString()).get(0).value()).isEqualTo(signed.get(id.toString()).get(1).value());
		});
	}

	@Test
	void skipsUnreadRecordsOnlyWhenToldTo() throws Exception {
		Set<InviteId> read = request(10);
		Cluster.awaitRead(GROUP, Topics.COMMANDS.name());
		stop();
		Set<InviteId> unread = request(20);
		Map<Integer, Long> stood = Cluster.committed(GROUP, Topics.COMMANDS.name());

		Run refused = Cluster.reset("token-worker --yes --from 0s");
		assertThat(refused.exitCode()).isOne();
		assertThat(refused.err()).contains("up to 20 records that token-worker has not read would be skipped");
		assertThat(Cluster.committed(GROUP, Topics.COMMANDS.name())).isEqualTo(stood);

		Run allowed = Cluster.reset("token-worker --yes --json --allow-skip --from 0s");
		assertThat(allowed.exitCode()).isZero();
		assertThat(allowed.out().lines()).hasSize(3).allMatch((line) -> line.contains("\"again\":0"));
		start();
		Set<InviteId> later = request(10);
		Cluster.awaitRead(GROUP, Topics.COMMANDS.name());
		assertThat(signed(read, later).keySet()).hasSize(20);
		assertThat(signed(unread, Set.of())).isEmpty();
		stop();

		assertThat(Cluster.reset("token-worker --yes --from earliest").exitCode()).isZero();
		assertThat(Cluster.committed(GROUP, Topics.COMMANDS.name()))
			.allSatisfy((_, offset) -> assertThat(offset).isZero());
		start();
		Cluster.awaitRead(GROUP, Topics.COMMANDS.name());
		assertThat(signed(unread, Set.of()).keySet()).hasSize(20);
		assertThat(signed(read, Set.of()).values()).allSatisfy((records) -> assertThat(records).hasSize(2));
	}

	private static Map<String, List<ConsumerRecord<byte[], byte[]>>> signed(Set<InviteId> some, Set<InviteId> others) {
		Set<InviteId> all = new HashSet<>(some);
		all.addAll(others);
		return Cluster.read(Topics.SIGNED.name(), all)
			.stream()
			.collect(Collectors.groupingBy((record) -> new String(record.key(), StandardCharsets.UTF_8)));
	}

	private static Set<InviteId> request(int count) {
		List<Invite> invites = IntStream.range(0, count).mapToObj((_) -> InviteFixture.anInvite().build()).toList();
		TestBroker.shared()
			.send(invites.stream()
				.map((invite) -> EVENTS.write(Topics.COMMANDS,
						new CloudEvent<>(UUID.randomUUID().toString(), "/test", Instant.now(),
								new InviteRequested(invite))))
				.toList());
		return invites.stream().map(Invite::inviteId).collect(Collectors.toSet());
	}

}
