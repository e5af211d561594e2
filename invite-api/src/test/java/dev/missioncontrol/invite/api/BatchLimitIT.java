package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.missioncontrol.invite.api.batch.BatchUploads;
import dev.missioncontrol.invite.api.batch.Submitter;
import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.test.RawConnection;
import dev.missioncontrol.invite.test.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No organization takes the places of all others.
 */
class BatchLimitIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final InviteApi API = InviteApi.start(TestPostgres.newDatabase(), "--invite.batch.max-uploads=3",
			"--invite.batch.max-uploads-per-organization=2", "--invite.batch.max-open-per-organization=3",
			"--invite.batch.chunk=10", "--invite.batch.runner.workers=0", "--spring.kafka.listener.auto-startup=false");

	private final Upload upload = Upload.ofSomebody();

	@AfterAll
	static void stop() {
		API.close();
	}

	@Test
	void leavesPlacesForUploadsOfOthers() throws IOException {
		String body = this.upload.csv(40);
		String half = "Content-Length: " + body.length() + "\r\n\r\n" + body.substring(0, body.length() / 2);
		try (RawConnection one = new RawConnection(port()); RawConnection other = new RawConnection(port())) {
			one.send(this.upload.head(API) + half);
			other.send(this.upload.head(API) + half);
			Awaitility.await().atMost(PATIENCE).until(() -> rows() == 20);
			this.upload.send(API, Upload.CSV, this.upload.csv(1), null)
				.expectStatus()
				.isEqualTo(429)
				.expectHeader()
				.valueEquals("Retry-After", "5")
				.expectBody()
				.jsonPath("$.code")
				.isEqualTo("too-many-batches");
			Upload stranger = Upload.ofSomebody();
			stranger.sent(API, Upload.CSV, stranger.csv(1), null);
			try (RawConnection foreign = new RawConnection(port())) {
				foreign.send(stranger.head(API) + half);
				Awaitility.await().atMost(PATIENCE).until(() -> open(stranger) == 2);
				Upload third = Upload.ofSomebody();
				Upload.refused(third.send(API, Upload.CSV, third.csv(1), null), 503, "overloaded");
			}
		}
		// Nothing is left of what broke off, and its places are free.
		Awaitility.await().atMost(PATIENCE).until(() -> open(this.upload) == 0);
		this.upload.sent(API, Upload.CSV, body, null);
	}

	@Test
	void letsAnOrganizationHaveSoManyBatchesThatHaveNotEnded() {
		String key = UUID.randomUUID().toString();
		String first = this.upload.sent(API, Upload.CSV, this.upload.csv(2), key);
		this.upload.sent(API, Upload.CSV, this.upload.csv(2), null);
		this.upload.sent(API, Upload.CSV, this.upload.csv(2), null);
		Upload.refused(this.upload.send(API, Upload.CSV, this.upload.csv(2), null), 429, "too-many-batches");
		// The same one again needs no place.
		assertThat(this.upload.sent(API, Upload.CSV, this.upload.csv(2), key)).isEqualTo(first);
		Upload stranger = Upload.ofSomebody();
		stranger.sent(API, Upload.CSV, stranger.csv(2), null);
		run("update invite_batch set state = 'done', finished_at = now() where id = '" + first + "'");
		assertThat(this.upload.sent(API, Upload.CSV, this.upload.csv(2), key)).isEqualTo(first);
		this.upload.sent(API, Upload.CSV, this.upload.csv(2), null);
		Upload.refused(this.upload.send(API, Upload.CSV, this.upload.csv(2), null), 429, "too-many-batches");
	}

	@Test
	void countsThoseThatComeAtOnce() {
		BatchUploads uploads = API.context().getBean(BatchUploads.class);
		Submitter submitter = new Submitter(
				new Caller("auth0|admin", new Organization(this.upload.organization(), "Test"), Set.of()), false);
		List<Boolean> begun = Flux.range(0, 30)
			.flatMap((number) -> uploads.begin(submitter, new IdempotencyKey("key " + number), 3)
				.map((_) -> true)
				.onErrorResume(ProblemException.class,
						(refusal) -> Mono.just(refusal.problem().code() != ProblemCode.TOO_MANY_BATCHES))
				.subscribeOn(Schedulers.parallel()), 30)
			.collectList()
			.block(PATIENCE);
		assertThat(begun).hasSize(30).filteredOn((each) -> each).hasSize(3);
		assertThat(open(this.upload)).isEqualTo(3);
	}

	private long rows() {
		return count("select count(*) from invite_batch_row r join invite_batch b on b.id = r.batch_id"
				+ " where organization_id = '" + this.upload.organization() + "'");
	}

	private static long open(Upload upload) {
		return count("select count(*) from invite_batch where finished_at is null and organization_id = '"
				+ upload.organization() + "'");
	}

	private static long count(String query) {
		return API.context()
			.getBean(DatabaseClient.class)
			.sql(query)
			.map((row) -> row.get(0, Long.class))
			.one()
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private static void run(String sql) {
		API.context().getBean(DatabaseClient.class).sql(sql).then().block(PATIENCE);
	}

	private static int port() {
		return URI.create(API.address()).getPort();
	}

}
