package dev.missioncontrol.invite.sandbox.evidence;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.api.ledger.InviteStatus;
import dev.missioncontrol.invite.api.ledger.InviteView;
import dev.missioncontrol.invite.api.ledger.Milestone;
import dev.missioncontrol.invite.api.ledger.TimelineEntry;
import dev.missioncontrol.invite.event.ClaimEvent.ClaimRejected;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.Rejection;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets in, and that it is known in the end, across several gateways and without
 * Kafka.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClaimEvidenceIT {

	private static final Logger logger = LoggerFactory.getLogger(ClaimEvidenceIT.class);

	private static final int CALLBACKS = 100;

	private static final int REQUESTS = Integer.getInteger("invite.evidence.requests", 500);

	@TempDir
	private static Path folder;

	private static ClaimPipeline pipeline;

	@BeforeAll
	static void start() {
		pipeline = new ClaimPipeline(folder);
	}

	@AfterAll
	static void stop() {
		pipeline.close();
	}

	@Test
	@Order(1)
	void aRevocationIsKnownToAllGatewaysWithinAMinute() {
		Invite invite = pipeline.invite("revoked@example.com");
		String link = pipeline.link(invite);
		assertThat(pipeline.gateways()).allSatisfy((each) -> assertThat(status(each, link)).isEqualTo(302));
		Instant start = Instant.now();
		pipeline.send(new InviteRevokeRequested(invite.inviteId(), 1, "auth0|admin", start, null));
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(pipeline.gateways())
				.allSatisfy((each) -> assertThat(status(each, link)).isEqualTo(410)));
		logger.info("A revocation was effective in all gateways after {} ms",
				Duration.between(start, Instant.now()).toMillis());
	}

	@Test
	@Order(2)
	void oneOfAHundredAccountsIsLetIn() {
		Invite invite = pipeline.invite("grace@example.com");
		List<HttpResponse<String>> answers = callbacks(invite, (index) -> "provider-" + index + "|grace");
		List<HttpResponse<String>> granted = answers.stream().filter(ClaimEvidenceIT::isGranted).toList();
		assertThat(granted).hasSize(1);
		assertThat(answers).filteredOn((answer) -> !isGranted(answer))
			.allSatisfy((answer) -> assertThat(answer.body()).contains("invite_already_accepted"));
		InviteView view = pipeline.view(invite).orElseThrow();
		assertThat(view.status()).isEqualTo(InviteStatus.ACCEPTED);
		assertThat(view.timeline()).filteredOn((step) -> step.milestone() == Milestone.ACCEPTED)
			.singleElement()
			.extracting(TimelineEntry::detail)
			.isEqualTo("provider-" + answers.indexOf(granted.getFirst()) + "|grace");
		Awaitility.await()
			.untilAsserted(() -> assertThat(pipeline.claims(invite))
				.filteredOn(new ClaimRejected(invite.inviteId(), 1, Rejection.ALREADY_ACCEPTED)::equals)
				.hasSize(CALLBACKS - 1));
	}

	@Test
	@Order(3)
	void oneAccountMayComeAHundredTimes() {
		Invite invite = pipeline.invite("ada@example.com");
		assertThat(callbacks(invite, (_) -> "auth0|ada")).allMatch(ClaimEvidenceIT::isGranted);
		assertThat(pipeline.view(invite).orElseThrow().timeline())
			.filteredOn((step) -> step.milestone() == Milestone.ACCEPTED)
			.hasSize(1);
		assertThat(pipeline.claims(invite)).noneMatch(ClaimRejected.class::isInstance);
	}

	@Test
	@Order(4)
	void worksWithoutKafkaAndPostgresAndForgetsNoAcceptance() {
		Invite kept = pipeline.invite("kept@example.com");
		Invite lost = pipeline.invite("lost@example.com");
		URI gateway = pipeline.gateways().getFirst();
		URI link = gateway.resolve(pipeline.link(kept));
		Speed.of(REQUESTS, link, (answer) -> answer.statusCode() == 302);
		Speed before = Speed.of(REQUESTS, link, (answer) -> answer.statusCode() == 302);
		awaitThird(lost);
		pipeline.stopKafkaAndPostgres();
		Speed without = Speed.of(REQUESTS, link, (answer) -> answer.statusCode() == 302);
		logger.info("Redirects with Kafka and PostgreSQL: {}; without: {}; ratio {}", before, without,
				String.format("%.2f", (double) without.perSecond() / before.perSecond()));
		assertThat(without.failures()).isZero();

		// This one would wait for Kafka for long, the third gateway does not.
		CompletableFuture<HttpResponse<String>> patient = CompletableFuture
			.supplyAsync(() -> Callback.at(gateway, kept).answer("auth0|kept"));
		assertThat(isGranted(logInAtThird(lost))).isTrue();
		pipeline.killThird();
		pipeline.startKafkaAndPostgres();
		assertThat(isGranted(patient.join())).isTrue();

		awaitAccepted(kept);
		awaitAccepted(lost);
		assertThat(pipeline.claims(kept)).contains(new InviteAccepted(kept.inviteId(), 1, "auth0|kept"));
		assertThat(pipeline.claims(lost)).as("it died with the gateway").noneMatch(InviteAccepted.class::isInstance);
	}

	private static void awaitThird(Invite invite) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.ignoreExceptions()
			.until(() -> status(pipeline.thirdGateway(), pipeline.link(invite)) == 302);
	}

	private static HttpResponse<String> logInAtThird(Invite invite) {
		Visitor visitor = new Visitor();
		URI page = Visitor.location(visitor.get(pipeline.thirdGateway().resolve(pipeline.link(invite))));
		return visitor.get(Visitor.location(visitor.logIn(page, invite.email().value())));
	}

	private static void awaitAccepted(Invite invite) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> pipeline.view(invite).filter((view) -> view.status() == InviteStatus.ACCEPTED).isPresent());
	}

	/** All at the same moment, spread over the gateways. */
	private static List<HttpResponse<String>> callbacks(Invite invite, IntFunction<String> account) {
		List<URI> gateways = pipeline.gateways();
		List<Callback> callbacks = IntStream.range(0, CALLBACKS)
			.mapToObj((index) -> Callback.at(gateways.get(index % gateways.size()), invite))
			.toList();
		CountDownLatch start = new CountDownLatch(1);
		try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, CALLBACKS)
				.mapToObj((index) -> CompletableFuture.supplyAsync(() -> {
					await(start);
					return callbacks.get(index).answer(account.apply(index));
				}, browsers))
				.toList();
			start.countDown();
			return answers.stream().map(CompletableFuture::join).toList();
		}
	}

	private static boolean isGranted(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").filter(pipeline.dashboardUrl()::equals).isPresent();
	}

	private static int status(URI gateway, String link) {
		return new Visitor().get(gateway.resolve(link)).statusCode();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** A login that is under way in a browser of its own. */
	private record Callback(Visitor visitor, URI gateway, Map<String, String> login, String email) {

		static Callback at(URI gateway, Invite invite) {
			Visitor visitor = new Visitor();
			URI page = Visitor.location(visitor.get(gateway.resolve(pipeline.link(invite))));
			return new Callback(visitor, gateway, Visitor.query(page), invite.email().value());
		}

		HttpResponse<String> answer(String account) {
			String code = pipeline.accounts().code(this.login, account, this.email);
			return this.visitor
				.get(this.gateway.resolve("/claim/callback?code=" + code + "&state=" + this.login.get("state")));
		}

	}

}
