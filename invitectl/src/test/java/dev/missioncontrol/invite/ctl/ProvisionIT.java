package dev.missioncontrol.invite.ctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import dev.missioncontrol.invite.kafka.ServiceAccess;
import dev.missioncontrol.invite.kafka.TopicPlan;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A cluster that was empty, after {@code invitectl provision}: each service, logged in as
 * itself, tries everything.
 */
class ProvisionIT {

	private static final List<String> TOPICS = new TopicPlan(1, (short) 1).newTopics()
		.stream()
		.map(NewTopic::name)
		.toList();

	private static final String STRANGE = "somebody-elses";

	@TempDir
	private static Path folder;

	private static GuardedBroker broker;

	private static Run first;

	@BeforeAll
	static void provision() throws Exception {
		broker = GuardedBroker.start(Files.createDirectory(folder.resolve("broker")));
		Files.createDirectory(folder.resolve("passwords"));
		for (ServiceAccess service : ServiceAccess.values()) {
			Files.writeString(folder.resolve("passwords").resolve(service.user()), password(service) + "\n");
		}
		first = run("--access --passwords " + folder.resolve("passwords"));
		try (Admin admin = Admin.create(broker.admin());
				KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(broker.admin(), new ByteArraySerializer(),
						new ByteArraySerializer())) {
			admin.createTopics(List.of(new NewTopic(STRANGE, 1, (short) 1))).all().get();
			for (String topic : TOPICS) {
				producer.send(new ProducerRecord<>(topic, 0, new byte[1], new byte[1])).get();
			}
		}
	}

	@AfterAll
	static void stop() {
		broker.close();
	}

	@Test
	void saysWhatItDid() {
		assertThat(first.exitCode()).as(first.err()).isZero();
		assertThat(first.out()).contains("topic invite.closed: create, 3 partitions, 1 replicas")
			.contains("access: allow token-worker to WRITE TOPIC invite.signed")
			.contains("access: allow token-worker to WRITE TRANSACTIONAL_ID token-worker-…")
			.contains("user claim-gateway: create")
			.doesNotContain("password-of");
		assertThat(first.out().lines().filter((line) -> line.startsWith("topic "))).hasSize(TOPICS.size());
	}

	@Test
	void changesNothingTheSecondTime() {
		Run again = run("--access");
		assertThat(again.exitCode()).isZero();
		assertThat(again.out()).isEmpty();
		assertThat(again.err()).isEqualTo("Nothing changes.\n");
	}

	@Test
	void putsRightWhatSomebodyChanged() throws Exception {
		AclBinding surplus = new AclBinding(new ResourcePattern(ResourceType.TOPIC, STRANGE, PatternType.LITERAL),
				new AccessControlEntry("User:claim-gateway", "*", AclOperation.ALL, AclPermissionType.ALLOW));
		AclBinding others = new AclBinding(surplus.pattern(),
				new AccessControlEntry("User:warehouse", "*", AclOperation.READ, AclPermissionType.ALLOW));
		AclBinding lost = ServiceAccess.TOKEN_WORKER.bindings().getFirst();
		ConfigResource closed = new ConfigResource(ConfigResource.Type.TOPIC, "invite.closed");
		try (Admin admin = Admin.create(broker.admin())) {
			admin.createAcls(List.of(surplus, others)).all().get();
			admin.deleteAcls(List.of(lost.toFilter())).all().get();
			admin
				.incrementalAlterConfigs(
						Map.of(closed,
								List.of(new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"),
										AlterConfigOp.OpType.SET))))
				.all()
				.get();
			assertThat(run("--access --dry-run").out().lines()).containsExactlyInAnyOrder(
					"topic invite.closed: set {cleanup.policy=compact,delete}",
					"access: allow token-worker to READ TOPIC invite.commands",
					"access: take away claim-gateway to ALL TOPIC " + STRANGE);
			assertThat(run("--access").exitCode()).isZero();
			assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get()).doesNotContain(surplus)
				.contains(others, lost);
			assertThat(admin.describeConfigs(List.of(closed)).all().get().get(closed).get("cleanup.policy").value())
				.isEqualTo("compact,delete");
		}
		assertThat(run("--access").err()).isEqualTo("Nothing changes.\n");
	}

	@Test
	void leavesPartitionsAsTheyAre() throws Exception {
		assertThat(Run
			.of(("provision --partitions 5 --replicas 1 --command-config " + broker.adminFile(folder)
					+ " --bootstrap-servers " + broker.servers())
				.split(" "))
			.err()).isEqualTo("Nothing changes.\n");
	}

	@ParameterizedTest
	@EnumSource
	void letsAServiceReadWhatItWorksOnAndNothingElse(ServiceAccess service) {
		try (KafkaConsumer<byte[], byte[]> consumer = consumer(service, null)) {
			assertThat(topics().filter((topic) -> reads(consumer, topic)))
				.containsExactlyInAnyOrderElementsOf(service.reads());
		}
	}

	@ParameterizedTest
	@EnumSource
	void letsAServiceWriteWhatItIsTheWriterOfAndNothingElse(ServiceAccess service) {
		Map<String, Object> settings = broker.user(service.user(), password(service));
		settings.put("enable.idempotence", true);
		settings.put("acks", "all");
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			assertThat(topics().filter((topic) -> writes(producer, topic)))
				.containsExactlyInAnyOrderElementsOf(service.writes());
		}
	}

	@ParameterizedTest
	@EnumSource
	void letsAServiceJoinItsOwnGroupsOnly(ServiceAccess service) {
		Stream<String> groups = Stream.concat(Stream.of(STRANGE),
				Arrays.stream(ServiceAccess.values()).flatMap((each) -> each.groups().stream()));
		assertThat(groups.filter((group) -> joins(service, group)))
			.containsExactlyInAnyOrderElementsOf(service.groups());
	}

	@ParameterizedTest
	@EnumSource
	void letsTheOneServiceWithTransactionsHaveItsOwn(ServiceAccess service) {
		boolean signs = service == ServiceAccess.TOKEN_WORKER;
		assertThat(transacts(service, "token-worker-host-0")).isEqualTo(signs);
		assertThat(transacts(service, service.user() + "-0")).isEqualTo(signs);
		assertThat(transacts(service, STRANGE)).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void letsNoServiceAdminister(ServiceAccess service) {
		String writable = service.writes().getFirst();
		ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, writable);
		try (Admin admin = Admin.create(broker.user(service.user(), password(service)))) {
			assertRefused(admin.createTopics(List.of(new NewTopic("more", 1, (short) 1))).all());
			assertRefused(admin.deleteTopics(List.of(writable)).all());
			assertRefused(
					admin
						.incrementalAlterConfigs(
								Map.of(topic,
										List.of(new AlterConfigOp(new ConfigEntry("retention.ms", "1"),
												AlterConfigOp.OpType.SET))))
						.all());
			assertRefused(admin.describeAcls(AclBindingFilter.ANY).values());
			assertRefused(admin.createAcls(List.of(service.bindings().getFirst())).all());
			assertRefused(admin
				.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(service.user(),
						new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "another password of mine")))
				.all());
		}
	}

	@Test
	void letsNobodyInWithoutTheRightPassword() {
		assertThatThrownBy(() -> describe(broker.user("token-worker", password(ServiceAccess.INVITE_API))))
			.hasRootCauseInstanceOf(SaslAuthenticationException.class);
		assertThatThrownBy(() -> describe(broker.user("nobody", password(ServiceAccess.INVITE_API))))
			.hasRootCauseInstanceOf(SaslAuthenticationException.class);
		assertThatThrownBy(() -> describe(Map.of("bootstrap.servers", broker.servers(), "default.api.timeout.ms", 2000,
				"request.timeout.ms", 1000)))
			.hasRootCauseInstanceOf(TimeoutException.class);
	}

	@Test
	void refusesInOneLine() throws IOException {
		Path passwords = Files.createDirectory(folder.resolve("short"));
		assertRefusal(run("--passwords " + passwords), 2, "cannot read the password in");
		Files.writeString(passwords.resolve("invite-api"), "too short\n");
		assertRefusal(run("--passwords " + passwords), 2, "has less than 16 characters");
		assertRefusal(Run.of("provision", "--bootstrap-servers", "x:1", "--partitions", "0"), 2, "must be 1 or more");
		assertRefusal(Run.of("provision", "--bootstrap-servers", Cluster.SERVERS, "--replicas", "1", "--access"), 1,
				"this cluster has no authorizer");
	}

	private static void assertRefusal(Run run, int exitCode, String message) {
		assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
		assertThat(run.out()).isEmpty();
		assertThat(run.err()).startsWith("invitectl: ").contains(message).hasLineCount(1);
	}

	private static void assertRefused(KafkaFuture<?> future) {
		assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class)
			.hasCauseInstanceOf(AuthorizationException.class);
	}

	private static void describe(Map<String, Object> client) throws Exception {
		try (Admin admin = Admin.create(client)) {
			admin.describeCluster().clusterId().get();
		}
	}

	private static Run run(String options) {
		return Run.of(("provision --partitions 3 --replicas 1 --bootstrap-servers " + broker.servers()
				+ " --command-config " + broker.adminFile(folder) + " " + options)
			.split(" "));
	}

	private static String password(ServiceAccess service) {
		return "password-of-" + service.user();
	}

	private static Stream<String> topics() {
		TreeSet<String> all = new TreeSet<>(TOPICS);
		all.add(STRANGE);
		return all.stream();
	}

	private static boolean reads(KafkaConsumer<byte[], byte[]> consumer, String topic) {
		TopicPartition partition = new TopicPartition(topic, 0);
		try {
			consumer.assign(List.of(partition));
			consumer.seekToBeginning(List.of(partition));
			while (consumer.poll(Duration.ofMillis(200)).isEmpty()) {
				Thread.onSpinWait();
			}
			return true;
		}
		catch (AuthorizationException ex) {
			return false;
		}
	}

	private static boolean writes(KafkaProducer<byte[], byte[]> producer, String topic) {
		try {
			producer.send(new ProducerRecord<>(topic, 0, new byte[1], new byte[1])).get();
			return true;
		}
		catch (ExecutionException ex) {
			assertThat(ex).hasCauseInstanceOf(AuthorizationException.class);
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean joins(ServiceAccess service, String group) {
		TopicPartition partition = new TopicPartition(service.reads().getFirst(), 0);
		try (KafkaConsumer<byte[], byte[]> consumer = consumer(service, group)) {
			consumer.assign(List.of(partition));
			consumer.commitSync(Map.of(partition, new OffsetAndMetadata(0)));
			return true;
		}
		catch (AuthorizationException ex) {
			return false;
		}
	}

	private static boolean transacts(ServiceAccess service, String id) {
		Map<String, Object> settings = broker.user(service.user(), password(service));
		settings.put("transactional.id", id);
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			producer.initTransactions();
			return true;
		}
		catch (AuthorizationException ex) {
			return false;
		}
	}

	private static KafkaConsumer<byte[], byte[]> consumer(ServiceAccess service, String group) {
		Map<String, Object> settings = broker.user(service.user(), password(service));
		settings.put("enable.auto.commit", false);
		if (group != null) {
			settings.put("group.id", group);
		}
		return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

}
