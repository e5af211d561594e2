package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.test.RawConnection;
import dev.missioncontrol.invite.test.RawResponse;
import dev.missioncontrol.invite.test.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Batches on two instances that share a database.
 */
class BatchIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final TestPostgres DATABASE = TestPostgres.newDatabase();

	private static final String[] SETTINGS = { "--invite.policy.duplicates=refuse",
			"--invite.batch.runner.poll-interval=50ms", "--invite.batch.runner.retry-pause=200ms",
			"--invite.batch.runner.begin-within=1s", "--invite.batch.runner.part-timeout=3s",
			"--invite.batch.max-rows=700", "--invite.batch.chunk=10", "--invite.batch.database.part=20",
			"--invite.batch.database.lease=4s", "--invite.batch.database.timeout=3s",
			"--invite.batch.database.clean-up-interval=200ms", "--invite.idempotency.take-over-after=3s",
			"--spring.kafka.listener.auto-startup=false" };

	private static final InviteApi API = InviteApi.start(DATABASE, SETTINGS);

	private static final InviteApi OTHER = InviteApi.start(DATABASE, SETTINGS);

	private final Upload upload = Upload.ofSomebody();

	private final String key = UUID.randomUUID().toString();

	@AfterAll
	static void stop() {
		OTHER.close();
		API.close();
	}

	static Stream<Arguments> tenPeople() {
		String json = IntStream.rangeClosed(1, 10)
			.mapToObj((row) -> "{\"email\": \"" + email(row) + "\", \"roles\": [\"read\"]}")
			.collect(Collectors.joining("\n"));
		String csv = IntStream.rangeClosed(1, 10)
			.mapToObj((row) -> email(row) + ",read\r\n")
			.collect(Collectors.joining("", "email,roles\r\n", ""));
		return Stream.of(Arguments.of(MediaType.APPLICATION_NDJSON, json),
				Arguments.of(MediaType.APPLICATION_JSON, "[" + json.replace("\n", ",") + "]"),
				Arguments.of(Upload.CSV, csv));
	}

	private static String email(int row) {
		return (row == 4) ? "=nobody" : "p" + row + "@example.com";
	}

	@ParameterizedTest
	@MethodSource("tenPeople")
	void invitesAllButTheOneWhoseRowIsBad(MediaType type, String body) {
		String id = this.upload.sent(API, type, body, null);
		assertThat(this.upload.awaitEnd(OTHER, id)).containsEntry("state", "done")
			.containsEntry("total", 10)
			.containsEntry("done", 10)
			.containsEntry("accepted", 9)
			.containsEntry("refused", 1)
			.containsEntry("requestedBy", "auth0|admin");
		List<InviteRequested> commands = this.upload.commands();
		assertThat(commands).hasSize(9).allSatisfy((command) -> {
			assertThat(command.invite().requestedBy()).isEqualTo("auth0|admin");
			assertThat(command.invite().organization().name()).isEqualTo("Acme Inc.");
		});
		List<Map<String, Object>> rows = this.upload.rows(API, id);
		assertThat(rows).hasSize(10);
		assertThat(rows.get(3)).containsEntry("row", 4)
			.containsEntry("email", "=nobody")
			.containsEntry("outcome", "refused")
			.containsEntry("inviteId", null)
			.containsEntry("code", "invalid-request")
			.containsEntry("errors", List
				.of(Map.of("pointer", "/email", "code", "invalid-email", "detail", "This is not an e-mail address.")));
		rows.remove(3);
		assertThat(rows).allSatisfy((row) -> assertThat(row).containsEntry("outcome", "accepted"))
			.extracting((row) -> row.get("inviteId") + " " + row.get("email"))
			.containsExactlyInAnyOrderElementsOf(commands.stream()
				.map((command) -> command.invite().inviteId() + " " + command.invite().email().value())
				.toList());
		assertThat(this.upload.rows(OTHER, id, "?outcome=refused", Upload.CSV)).isEqualTo(
				"row,email,outcome,inviteId,code,errors\r\n\"4\",\"'=nobody\",\"refused\",,\"invalid-request\",\"/email invalid-email\"\r\n");
		assertThat(this.upload.rows(OTHER, id, "?outcome=accepted", MediaType.APPLICATION_NDJSON).lines()).hasSize(9);
		this.upload.graphQl(API, id)
			.jsonPath("$.data.invite_batch.state")
			.isEqualTo("DONE")
			.jsonPath("$.data.invite_batch.accepted")
			.isEqualTo(9);
	}

	@Test
	void takesAnUploadInTinyPieces() throws IOException {
		try (RawConnection connection = new RawConnection(port())) {
			connection.send(this.upload.head(API) + "Transfer-Encoding: chunked\r\n\r\n");
			String body = this.upload.csv(30);
			for (int from = 0; from < body.length(); from += 3) {
				String piece = body.substring(from, Math.min(body.length(), from + 3));
				connection.send(piece.length() + "\r\n" + piece + "\r\n");
			}
			RawResponse response = connection.send("0\r\n\r\n").receive();
			assertThat(response.status()).isEqualTo(202);
			String id = response.header("Location").orElseThrow().replaceFirst(".*/", "");
			assertThat(this.upload.awaitEnd(API, id)).containsEntry("accepted", 30);
		}
	}

	@Test
	void goesOnAfterAnUploadThatBrokeOffAndTakesItOnce() throws IOException {
		String body = this.upload.csv(60);
		try (RawConnection connection = new RawConnection(port())) {
			connection.send(this.upload.head(API) + "Idempotency-Key: " + this.key + "\r\nContent-Length: "
					+ body.length() + "\r\n\r\n" + body.substring(0, body.length() / 2));
			Awaitility.await().atMost(PATIENCE).until(() -> rowsOf("") == 20);
		}
		// Nobody is invited by half of it.
		assertThat(rowsOf("and state = 'receiving'")).isEqualTo(20);
		String id = this.upload.sent(OTHER, Upload.CSV, body, this.key);
		assertThat(this.upload.sent(API, Upload.CSV, body, this.key)).isEqualTo(id);
		assertThat(this.upload.awaitEnd(API, id)).containsEntry("accepted", 60);
		String json = IntStream.rangeClosed(1, 60)
			.mapToObj((row) -> "{\"roles\": [\"read\"], \"email\": \"p" + row + "@example.com\"}")
			.collect(Collectors.joining("\n"));
		assertThat(this.upload.sent(API, MediaType.APPLICATION_NDJSON, json, this.key)).isEqualTo(id);
		for (String other : List.of(body.replace("p31@", "q31@"), this.upload.csv(61), this.upload.csv(59))) {
			Upload.refused(this.upload.send(API, Upload.CSV, other, this.key), 422, "idempotency-key-reused");
		}
		String colleague = API.issuer()
			.sign(API.issuer()
				.admin()
				.subject("auth0|colleague")
				.claim("https://missioncontrol.dev/organization", this.upload.organization()));
		Upload.refused(API.client(colleague)
			.post()
			.uri("/v1/invites/batch")
			.contentType(Upload.CSV)
			.header("Idempotency-Key", this.key)
			.bodyValue(body)
			.exchange(), 422, "idempotency-key-reused");
		assertThat(this.upload.commands()).hasSize(60);
	}

	static Stream<Arguments> hopeless() {
		Upload any = Upload.ofSomebody();
		return Stream.of(Arguments.of(Upload.CSV, any.csv(701), 413, "too-many-rows"),
				Arguments.of(Upload.CSV, any.csv(30) + "\"x@example.com,read\n", 400, "malformed-csv"),
				Arguments.of(Upload.CSV, "email\n", 400, "invalid-request"),
				Arguments.of(Upload.CSV, "email,roles\n", 400, "invalid-request"),
				Arguments.of(MediaType.APPLICATION_JSON, "{\"email\":\"a@example.com\"}", 400, "malformed-json"),
				Arguments.of(MediaType.APPLICATION_JSON, "[{\"email\":\"a@example.com\",\"roles\":[\"read\"]}", 400,
						"malformed-json"),
				Arguments.of(MediaType.APPLICATION_JSON, "[]", 400, "invalid-request"),
				Arguments.of(MediaType.APPLICATION_NDJSON, "\n", 400, "invalid-request"),
				Arguments.of(MediaType.TEXT_PLAIN, "a@example.com", 415, "unsupported-media-type"),
				Arguments.of(MediaType.parseMediaType("text/csv;charset=utf-16"), any.csv(1), 415,
						"unsupported-media-type"));
	}

	@ParameterizedTest
	@MethodSource("hopeless")
	void takesNothingOfWhatCannotBeABatch(MediaType type, String body, int status, String code) {
		Upload.refused(this.upload.send(API, type, body, this.key), status, code);
		assertThat(
				count("select count(*) from invite_batch where organization_id = '" + this.upload.organization() + "'"))
			.isZero();
	}

	/** More than the buffers of two sockets hold. */
	@Test
	void tellsAlsoAClientThatIsStillSending() throws IOException, InterruptedException {
		String body = "email,roles\n\"x\ny\"z,read\n" + "p@example.com,read\n".repeat(400_000);
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<String> response = client
				.send(HttpRequest.newBuilder(URI.create(API.address() + "/v1/invites/batch"))
					.header("Content-Type", "text/csv")
					.header("Authorization",
							"Bearer " + API.issuer().token(this.upload.organization(), this.upload.scopes()))
					.POST(HttpRequest.BodyPublishers.ofString(body))
					.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(response.body()).contains("\"code\":\"malformed-csv\"", "begins on line 2");
		}
	}

	@Test
	void givesHostileRowsAResultLikeAnyOther() {
		String body = String.join("\n", "{\"email\":\"\\u0000@example.com\",\"roles\":[\"read\"]}",
				"{\"email\":\"\\ud800@example.com\",\"roles\":[\"read\"]}",
				"{\"email\":\"" + "x".repeat(20_000) + "\"}", "{\"a\u0000\":1}", "[".repeat(3000),
				"{\"email\":\"ok@example.com\",\"roles\":[\"read\"]}",
				"{\"email\":\"own@example.com\",\"roles\":[\"read\"],\"onDuplicate\":\"replace\"}",
				"{\"email\":\"ok@example.com\",\"roles\":[\"admin\",\"owner\"]}");
		String id = this.upload.sent(API, MediaType.APPLICATION_NDJSON, body, null);
		assertThat(this.upload.awaitEnd(API, id)).containsEntry("accepted", 1).containsEntry("refused", 7);
		assertThat(this.upload.rows(API, id)).extracting((row) -> codes(row))
			.containsExactly("invalid-request [invalid-email]", "invalid-request [invalid-email]",
					"invalid-request [row-too-long]", "invalid-request [malformed-row]",
					"invalid-request [malformed-row]", "null []", "insufficient-scope []",
					"invalid-request [unknown-role]");
	}

	private static String codes(Map<String, Object> row) {
		return row.get("code") + " "
				+ ((List<?>) row.get("errors")).stream().map((error) -> ((Map<?, ?>) error).get("code")).toList();
	}

	@Test
	void invitesNobodyTwice() {
		String id = this.upload.sent(API, Upload.CSV, this.upload.csv(5) + "P1@example.com,read\n", null);
		assertThat(this.upload.awaitEnd(API, id)).containsEntry("accepted", 5).containsEntry("duplicate", 1);
		String again = this.upload.sent(API, Upload.CSV, this.upload.csv(6), null);
		assertThat(this.upload.awaitEnd(API, again)).containsEntry("accepted", 1).containsEntry("duplicate", 5);
		Set<Object> pending = this.upload.rows(API, again)
			.stream()
			.limit(5)
			.map((row) -> row.get("inviteId"))
			.collect(Collectors.toSet());
		assertThat(this.upload.commands()).hasSize(6)
			.extracting((command) -> (Object) command.invite().inviteId().toString())
			.containsAll(pending);
	}

	@Test
	void sharesTheWorkAndGoesOnWhenAnInstanceStops() {
		String id;
		int before;
		try (InviteApi third = InviteApi.start(DATABASE, SETTINGS)) {
			id = this.upload.sent(third, Upload.CSV, this.upload.csv(240), null);
			Awaitility.await().atMost(PATIENCE).until(() -> (Integer) this.upload.read(third, id).get("done") >= 40);
			before = (Integer) this.upload.read(third, id).get("done");
		}
		assertThat(this.upload.awaitEnd(API, id)).containsEntry("accepted", 240);
		assertThat(before).isBetween(40, 240);
		assertOnceEach(240);
		assertThat(Stream.of(API, OTHER)).allSatisfy((api) -> assertThat(api.context()
			.getBean(MeterRegistry.class)
			.get("invite.batch.rows")
			.tag("outcome", "accepted")
			.counter()
			.count()).isPositive());
	}

	private void assertOnceEach(int rows) {
		List<InviteRequested> commands = this.upload.commands();
		assertThat(commands).hasSize(rows);
		assertThat(commands.stream().map((command) -> command.invite().email()).distinct()).hasSize(rows);
		assertThat(commands.stream().map((command) -> command.invite().inviteId()).collect(Collectors.toSet()))
			.hasSize(rows);
	}

	@Test
	void endsRowsThatAreTooManyForTheDay() {
		this.upload.policy(API, "{\"dailyQuota\": 3}");
		String id = this.upload.sent(API, Upload.CSV, this.upload.csv(10), null);
		assertThat(this.upload.awaitEnd(API, id)).containsEntry("accepted", 3).containsEntry("refused", 7);
		assertThat(new HashSet<>(this.upload.rows(API, id).stream().map(BatchIT::codes).toList()))
			.containsExactlyInAnyOrder("null []", "quota-exceeded []");
	}

	@Test
	void waitsForTheNextMinuteAndStopsWhenItIsTold() {
		this.upload.policy(API, "{\"ratePerMinute\": 2}");
		String id = this.upload.sent(API, Upload.CSV, this.upload.csv(50), null);
		Awaitility.await().atMost(PATIENCE).until(() -> this.upload.read(API, id).get("accepted").equals(2));
		assertThat(this.upload.read(API, id)).containsEntry("state", "running").containsEntry("refused", 0);
		this.upload.cancel(OTHER, id).expectStatus().isAccepted();
		assertThat(this.upload.awaitEnd(API, id)).containsEntry("state", "cancelled")
			.containsEntry("done", 50)
			.containsEntry("accepted", 2)
			.containsEntry("cancelled", 48);
		assertThat(this.upload.rows(API, id, "?outcome=cancelled", MediaType.APPLICATION_NDJSON).lines()).hasSize(48);
		assertThat(this.upload.commands()).hasSize(2);
		Upload.refused(this.upload.cancel(OTHER, id), 409, "batch-finished");
	}

	@Test
	void showsABatchToItsOrganizationOnly() {
		String id = this.upload.sent(API, Upload.CSV, this.upload.csv(1), null);
		this.upload.awaitEnd(API, id);
		String creator = API.issuer().token(this.upload.organization(), "create:invites");
		String other = API.issuer()
			.sign(API.issuer()
				.admin()
				.subject("auth0|other")
				.claim("scope", "create:invites")
				.claim("https://missioncontrol.dev/organization", this.upload.organization()));
		for (String path : List.of("/v1/invites/batch/" + id, "/v1/invites/batch/" + id + "/rows")) {
			API.client(creator).get().uri(path).exchange().expectStatus().isOk();
			Upload.refused(API.client(other).get().uri(path).exchange(), 404, "batch-not-found");
			Upload.refused(Upload.ofSomebody().client(API).get().uri(path).exchange(), 404, "batch-not-found");
		}
		Upload.refused(Upload.ofSomebody().cancel(API, id), 404, "batch-not-found");
	}

	@Test
	void forgetsOldBatchesAndUploadsThatWereAbandoned() {
		String id = this.upload.sent(API, Upload.CSV, this.upload.csv(1), null);
		this.upload.awaitEnd(API, id);
		run("update invite_batch set finished_at = now() - interval '31 d' where id = '" + id + "'");
		run("insert into invite_batch (id, organization_id, organization_name, subject, roles, may_replace, state,"
				+ " received_at) values (gen_random_uuid(), '" + this.upload.organization()
				+ "', 'x', 'x', '{}', false, 'receiving', now() - interval '25 h')");
		String batches = "select count(*) from invite_batch where organization_id = '" + this.upload.organization()
				+ "'";
		Awaitility.await().atMost(PATIENCE).until(() -> count(batches) == 0);
		assertThat(rowsOf("")).isZero();
	}

	private long rowsOf(String condition) {
		return count("select count(*) from invite_batch_row r join invite_batch b on b.id = r.batch_id"
				+ " where organization_id = '" + this.upload.organization() + "' " + condition);
	}

	private static int port() {
		return URI.create(API.address()).getPort();
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

}
