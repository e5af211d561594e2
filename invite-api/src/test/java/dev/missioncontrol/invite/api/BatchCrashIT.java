package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.test.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Batches whose results got lost between inviting people and recording it.
 */
class BatchCrashIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final InviteApi API = InviteApi.start(TestPostgres.newDatabase(),
			"--invite.policy.duplicates=refuse", "--invite.batch.runner.poll-interval=50ms",
			"--invite.batch.runner.retry-pause=200ms", "--invite.batch.runner.begin-within=1s",
			"--invite.batch.runner.part-timeout=3s", "--invite.batch.database.part=20",
			"--invite.batch.database.lease=4s", "--invite.batch.database.timeout=3s",
			"--invite.idempotency.take-over-after=3s", "--spring.kafka.listener.auto-startup=false");

	private final Upload upload = Upload.ofSomebody();

	@AfterAll
	static void stop() {
		API.close();
	}

	@Test
	void sendsNothingTwiceWhenResultsGotLost() {
		String id = sentWhileResultsGetLost(30);
		goOn();
		assertThat(this.upload.awaitEnd(API, id)).containsEntry("accepted", 30);
		assertOnceEach(30);
	}

	/** The other half of the rows crashed before their keys were marked. */
	@Test
	void refusesNoRowThatWasAcceptedBeforeTheRulesChanged() {
		String id = sentWhileResultsGetLost(20);
		this.upload.policy(API, "{\"deniedDomains\": [\"example.com\"]}");
		API.context()
			.getBean(Projecting.class)
			.project(this.upload.commands().stream().map((command) -> event(command)).toList())
			.block(PATIENCE);
		run("update idempotency_key set state = 'in-flight', claimed_at = now() where organization_id = '"
				+ this.upload.organization() + "' and key ~ '[02468]$'");
		goOn();
		assertThat(this.upload.awaitEnd(API, id)).containsEntry("accepted", 20);
		assertThat(this.upload.rows(API, id)).extracting((row) -> row.get("inviteId"))
			.containsExactlyInAnyOrderElementsOf(this.upload.commands()
				.stream()
				.map((command) -> (Object) command.invite().inviteId().toString())
				.toList());
		assertOnceEach(20);
		String next = this.upload.sent(API, Upload.CSV, this.upload.csv(1), null);
		assertThat(this.upload.awaitEnd(API, next)).containsEntry("refused", 1);
	}

	/** Of the rows of one part, those were begun that have a key. */
	@Test
	void cancelsNoRowThatWasBegun() {
		String id = sentWhileResultsGetLost(20);
		String ours = " where organization_id = '" + this.upload.organization() + "' and key ~ ";
		run("delete from idempotency_key" + ours + "'[02468]$'");
		run("update idempotency_key set state = 'in-flight', claimed_at = now()" + ours + "'[37]$'");
		this.upload.cancel(API, id).expectStatus().isAccepted();
		goOn();
		assertThat(this.upload.awaitEnd(API, id)).containsEntry("state", "cancelled");
		assertThat(this.upload.rows(API, id)).allSatisfy((row) -> assertThat(row).containsEntry("outcome",
				((Integer) row.get("row") % 2 == 0) ? "cancelled" : "accepted"));
		assertThat(this.upload.commands().stream().map((command) -> command.invite().inviteId()).distinct())
			.hasSize(20);
	}

	private static CloudEvent<?> event(InviteRequested command) {
		return CloudEvent.once("/test", command.requestedAt(), command);
	}

	/** As after a crash between inviting people and recording it. */
	private String sentWhileResultsGetLost(int rows) {
		run("""
				create or replace function crash() returns trigger language plpgsql as $$ begin
					raise 'crash'; end $$""");
		run("create trigger crash before update of outcome on invite_batch_row for each row execute function crash()");
		String id = this.upload.sent(API, Upload.CSV, this.upload.csv(rows), null);
		Awaitility.await().atMost(PATIENCE).until(() -> this.upload.commands().size() == rows);
		assertThat(this.upload.read(API, id)).containsEntry("state", "running").containsEntry("done", 0);
		return id;
	}

	private static void goOn() {
		run("drop trigger crash on invite_batch_row");
	}

	private void assertOnceEach(int rows) {
		List<InviteRequested> commands = this.upload.commands();
		assertThat(commands).hasSize(rows);
		assertThat(commands.stream().map((command) -> command.invite().email()).distinct()).hasSize(rows);
		assertThat(commands.stream().map((command) -> command.invite().inviteId()).collect(Collectors.toSet()))
			.hasSize(rows);
	}

	private static void run(String sql) {
		API.context().getBean(DatabaseClient.class).sql(sql).then().block(PATIENCE);
	}

}
