package dev.missioncontrol.invite.chaos.region;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two regions, the second fed by MirrorMaker 2; the first is lost, and the second takes
 * over as docs/failover.md says.
 */
class FailoverIT {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	/** Accepted while the first region runs, at a gateway of the second. */
	private static final String ADA = "ada@example.com";

	/** Invited in the first region, accepted when that is lost. */
	private static final String GRACE = "grace@example.com";

	/** Invited and revoked in the first region. */
	private static final String MARY = "mary@example.com";

	/** Invited in the first region when nothing is copied any more. */
	private static final String JOAN = "joan@example.com";

	/** Invited in the second region when that has taken over. */
	private static final String EDITH = "edith@example.com";

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	private Path folder;

	@Test
	void takesOverWithWhatWasCopied() throws Exception {
		try (World world = new World(this.folder);
				Region first = new Region("primary", world);
				Region second = new Region("backup", world);
				Mirror mirror = new Mirror(first, second, this.folder.resolve("mirror.log"))) {
			start(first, second, mirror);
			Steps steps = new Steps(world, first, second);
			steps.inviteInTheFirst(ADA, GRACE, MARY);
			steps.revokeInTheFirst(MARY);
			mirror.kill();
			steps.writeWhatIsNotCopied();
			mirror.start();
			steps.theSecondShowsAll();
			steps.theSecondChangesNothing();
			steps.acceptInTheSecond(ADA);
			steps.theFirstHearsOfItFromAuth0(ADA);
			steps.theCopyIsExact();
			mirror.kill();
			steps.nothingIsCopiedAnyMore();
			steps.inviteInTheFirst(JOAN);

			first.kill();
			steps.theSecondStillTakesClicks(GRACE);
			steps.takeOver();
			steps.acceptInTheSecond(GRACE);
			steps.stillRevoked(MARY);
			steps.whatWasNotCopiedIsSentAgain(JOAN);
			steps.acceptInTheSecond(JOAN);
			steps.inviteInTheSecond(EDITH);
			steps.acceptInTheSecond(EDITH);
			steps.nobodyIsMailedTwice();
		}
	}

	private static void start(Region first, Region second, Mirror mirror) throws InterruptedException {
		first.createTopics();
		second.createTopics();
		List.of(App.values()).forEach((app) -> first.start(app, Map.of()));
		first.awaitReady();
		mirror.start();
		second.start(App.API, Map.of("invite.read-only", "true"));
		second.start(App.GATEWAY, Map.of());
		second.awaitReady();
	}

	/** What people do, and what comes of it. */
	private static final class Steps {

		private final Map<String, String> ids = new HashMap<>();

		private final Instant begin = Instant.now();

		private final World world;

		private final Region first;

		private final Region second;

		private Instant uncopied = Instant.MAX;

		private Steps(World world, Region first, Region second) {
			this.world = world;
			this.first = first;
			this.second = second;
			world.edge().leadTo(first.port(App.GATEWAY));
		}

		private void inviteInTheFirst(String... people) {
			for (String person : people) {
				invite(this.first, person);
			}
			for (String person : people) {
				mailed(person);
				await(() -> this.first.desk().status(id(person)), "notified");
			}
		}

		private void inviteInTheSecond(String person) {
			invite(this.second, person);
			mailed(person);
		}

		private void revokeInTheFirst(String person) {
			assertThat(this.first.desk().revoke(id(person)).statusCode()).isEqualTo(202);
			await(() -> this.first.desk().status(id(person)), "revoked");
		}

		/**
		 * A record whose transaction is aborted, as of a worker that is killed; and one
		 * that ops send through a stage again, which ends as a dead letter.
		 */
		private void writeWhatIsNotCopied() throws Exception {
			try (Producer<String, String> producer = new KafkaProducer<>(
					Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.first.bootstrapServers(),
							ProducerConfig.TRANSACTIONAL_ID_CONFIG, "taken-back"),
					new StringSerializer(), new StringSerializer())) {
				producer.initTransactions();
				producer.beginTransaction();
				producer.send(new ProducerRecord<>(Topics.SIGNED.name(), "taken-back", "taken-back")).get();
				producer.abortTransaction();
				producer.beginTransaction();
				producer.send(new ProducerRecord<>(Topics.COMMANDS.replays(), "sent-again", "not-json")).get();
				producer.commitTransaction();
			}
		}

		private void theSecondShowsAll() throws Exception {
			await(() -> this.second.desk().status(id(ADA)), "notified");
			await(() -> this.second.desk().status(id(GRACE)), "notified");
			await(() -> this.second.desk().status(id(MARY)), "revoked");
			this.world.edge().leadTo(this.second.port(App.GATEWAY));
			// By another topic than the ledger's, so maybe later.
			await(() -> new Invitee(MARY).click(mailed(MARY)).statusCode(), 410);
		}

		private void theSecondChangesNothing() {
			HttpResponse<String> refusal = this.second.desk().invite(JOAN);
			assertThat(refusal.statusCode()).isEqualTo(503);
			assertThat(refusal.body()).contains("/problems/read-only", "\"code\":\"read-only\"");
			assertThat(this.second.desk().revoke(id(GRACE)).statusCode()).isEqualTo(503);
			assertThat(this.second.desk().mutate().body()).contains("\"code\":\"read-only\"");
		}

		private void acceptInTheSecond(String person) throws Exception {
			URI end = new Invitee(person).claim(mailed(person));
			assertThat(end).hasToString(this.world.dashboard().url());
			await(() -> this.second.desk().status(id(person)), "accepted");
		}

		private void theFirstHearsOfItFromAuth0(String person) {
			await(() -> this.first.desk().status(id(person)), "accepted");
		}

		/** Every record, in its order, once, with its headers and its time. */
		private void theCopyIsExact() throws Exception {
			Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
				Map<String, List<String>> originals = Copies.of(this.first.bootstrapServers(), Copies.topics());
				assertThat(originals.values().stream().mapToInt(List::size).sum()).isGreaterThan(12);
				assertThat(originals.keySet()).anyMatch((topic) -> topic.startsWith(Topics.COMMANDS.deadLetters()));
				assertThat(Copies.of(this.second.bootstrapServers(), Copies.topics())).isEqualTo(originals);
			});
			assertThat(Copies.of(this.first.bootstrapServers(), Copies.replays())).isNotEmpty();
			assertThat(Copies.of(this.second.bootstrapServers(), Copies.replays())).isEmpty();
			// Where the stages are is known there, too, should somebody forget the
			// runbook.
			try (Admin admin = Admin
				.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, this.second.bootstrapServers()))) {
				for (String group : List.of("token-worker", "segment-bridge-identify", "segment-bridge-track")) {
					await(() -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().isEmpty(),
							false);
				}
			}
		}

		private void nothingIsCopiedAnyMore() {
			this.uncopied = Instant.now();
		}

		private void theSecondStillTakesClicks(String person) throws Exception {
			assertThat(new Invitee(person).click(mailed(person)).headers().firstValue("Location").orElse(""))
				.startsWith(this.world.auth0Url() + "/authorize?");
		}

		private void takeOver() throws Exception {
			Instant newest = this.second.time(Runbook.question());
			assertThat(newest).isBetween(this.begin, this.uncopied);
			Runbook runbook = new Runbook(this.second.bootstrapServers(), newest.minus(Duration.ofHours(1)));
			this.second.stop(App.API);
			this.second.start(App.API, Map.of());
			this.second.awaitReady();
			assertThat(runbook.commands()).hasSize(3);
			for (String command : runbook.commands()) {
				assertThat(runbook.run(command)).endsWith("exit code 0");
			}
			this.second.start(App.WORKER, Map.of());
			this.second.start(App.BRIDGE, Map.of());
			this.second.awaitReady();
		}

		private void stillRevoked(String person) throws Exception {
			HttpResponse<String> page = new Invitee(person).click(mailed(person));
			assertThat(page.statusCode()).isEqualTo(410);
			assertThat(this.second.desk().status(id(person))).isEqualTo("revoked");
		}

		private void whatWasNotCopiedIsSentAgain(String person) {
			assertThat(this.second.desk().status(id(person))).isEqualTo("HTTP 404");
			String before = id(person);
			invite(this.second, person);
			assertThat(id(person)).isEqualTo(before);
		}

		/**
		 * Segment drops what is done again. For each invite of before that is what the
		 * worker signs again, what was signed, and what was identified.
		 */
		private void nobodyIsMailedTwice() {
			List<String> notifications = List.of(Topics.NOTIFICATIONS.name());
			await(() -> Copies.of(this.second.bootstrapServers(), notifications)
				.values()
				.stream()
				.mapToInt(List::size)
				.sum(), 3 + 3 * 3 + 2);
			for (String person : List.of(ADA, GRACE, MARY, JOAN, EDITH)) {
				assertThat(this.world.mailbox().linksOf(person)).as(person).hasSize(1);
			}
		}

		private void invite(Region region, String person) {
			HttpResponse<String> answer = region.desk().invite(person);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
			this.ids.put(person, Desk.id(answer));
		}

		private URI mailed(String person) {
			return Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> this.world.mailbox().linksOf(person), (links) -> !links.isEmpty())
				.getFirst();
		}

		private String id(String person) {
			return this.ids.get(person);
		}

		private static <T> void await(Callable<T> question, T answer) {
			Awaitility.await().atMost(PATIENCE).until(question, answer::equals);
		}

	}

}
