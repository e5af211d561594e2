package dev.missioncontrol.invite.api.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class CarryingOutPartTest {

	private static final InviteId PENDING = InviteId.next();

	private static final Submitter SUBMITTER = new Submitter(
			new Caller("auth0|admin", new Organization("acme", "Acme"), Set.of()), false);

	private final BatchId batch = BatchId.next();

	private final List<String> keys = new ArrayList<>();

	private final Map<String, RuntimeException> failures = new HashMap<>();

	@Test
	void givesEveryRowAResult() {
		this.failures.put("2", new ProblemException(Problem.invalid(List.of(new Violation("/email", "x", "y")))));
		this.failures.put("3", new ProblemException(
				Problem.conflict(ProblemCode.ALREADY_INVITED, "", Map.of("invite", PENDING.toString(), "path", "/"))));
		this.failures.put("4", new IllegalStateException("a fault"));
		this.failures.put("5", limited(Duration.ofDays(1)));
		CarryingOutPart.Progress progress = carryOut(6);
		assertThat(progress.pause()).isEmpty();
		assertThat(progress.results()).extracting(RowResult::outcome)
			.containsExactly(RowOutcome.ACCEPTED, RowOutcome.REFUSED, RowOutcome.DUPLICATE, RowOutcome.FAILED,
					RowOutcome.REFUSED, RowOutcome.ACCEPTED);
		assertThat(progress.results()).extracting(RowResult::code)
			.containsExactly(null, ProblemCode.INVALID_REQUEST, ProblemCode.ALREADY_INVITED, ProblemCode.INTERNAL_ERROR,
					ProblemCode.QUOTA_EXCEEDED, null);
		assertThat(progress.results().get(1).violations()).hasSize(1);
		assertThat(progress.results().get(2).inviteId()).isEqualTo(PENDING);
		assertThat(this.keys).hasSize(6).contains("batch:" + this.batch + ":4");
	}

	@Test
	void beginsNoFurtherRowOnceSomethingIsInTheWayOfAll() {
		for (RuntimeException passing : List.of(limited(Duration.ofMinutes(1)),
				new ProblemException(Problem.passing(ProblemCode.DATABASE_UNAVAILABLE, "", Duration.ofSeconds(9))),
				new ProblemException(
						Problem.passing(ProblemCode.IDEMPOTENCY_KEY_IN_FLIGHT, "", Duration.ofSeconds(9))))) {
			this.keys.clear();
			this.failures.put("3", passing);
			CarryingOutPart.Progress progress = carryOut(6);
			assertThat(progress.results()).extracting(RowResult::row).containsExactly(1, 2);
			assertThat(progress.pause()).hasValue(Duration.ofSeconds(9));
			assertThat(this.keys).hasSize(3);
		}
	}

	@Test
	void asksNothingAboutRowsThatWereAcceptedBefore() {
		RowResult accepted = RowResult.accepted(3, PENDING);
		BatchWork.Part part = part(2);
		BatchWork.Part again = new BatchWork.Part(part.batch(), 0, part.owner(), SUBMITTER, part.rows(),
				List.of(accepted));
		assertThat(new CarryingOutPart(new InvitingRow(this::request), 1).carryOut(again, () -> true).block().results())
			.containsExactly(accepted);
		assertThat(
				new CarryingOutPart(new InvitingRow(this::request), 1).carryOut(again, () -> false).block().results())
			.hasSize(3)
			.contains(accepted);
		assertThat(this.keys).hasSize(2);
	}

	@Test
	void beginsNothingWhenItIsToStop() {
		assertThat(new CarryingOutPart(new InvitingRow(this::request), 1).carryOut(part(3), () -> true).block())
			.satisfies((progress) -> {
				assertThat(progress.results()).isEmpty();
				assertThat(progress.pause()).isEmpty();
			});
	}

	@Test
	void replacesOnlyForThoseWhoMayRevoke() {
		InviteRequest replacing = new InviteRequest("1", null, null, null, null, "replace", List.of());
		BatchRow row = new BatchRow(1, new RowContent.Legible(replacing));
		InvitingRow invitingRow = new InvitingRow(this::request);
		assertThat(invitingRow.invite(this.batch, SUBMITTER, row).block())
			.isEqualTo(new InvitingRow.Step.Ended(RowResult.refused(1, ProblemCode.INSUFFICIENT_SCOPE, List.of())));
		assertThat(this.keys).isEmpty();
		invitingRow.invite(this.batch, new Submitter(SUBMITTER.caller(), true), row).block();
		assertThat(this.keys).hasSize(1);
	}

	private CarryingOutPart.Progress carryOut(int rows) {
		return new CarryingOutPart(new InvitingRow(this::request), 1).carryOut(part(rows), () -> false).block();
	}

	private BatchWork.Part part(int rows) {
		return new BatchWork.Part(this.batch, 0, UUID.randomUUID(), SUBMITTER, IntStream.rangeClosed(1, rows)
			.mapToObj((number) -> new BatchRow(number,
					new RowContent.Legible(
							new InviteRequest(Integer.toString(number), null, null, null, null, null, List.of()))))
			.toList(), List.of());
	}

	private Mono<Invite> request(Caller caller, InviteRequest request, IdempotencyKey key) {
		this.keys.add(key.value());
		RuntimeException failure = this.failures.get(request.email());
		return (failure != null) ? Mono.error(failure) : Mono.just(InviteFixture.anInvite().build());
	}

	private static ProblemException limited(Duration window) {
		return new ProblemException(Problem.limited("", "x", 1, window, Duration.ofSeconds(9)));
	}

}
