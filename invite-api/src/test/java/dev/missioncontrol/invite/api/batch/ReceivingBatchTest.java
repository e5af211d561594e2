package dev.missioncontrol.invite.api.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Organization;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * What callers without a key are told when the database does not answer in the end.
 */
class ReceivingBatchTest {

	private static final Submitter SUBMITTER = new Submitter(
			new Caller("auth0|admin", new Organization("acme", "Acme"), Set.of()), false);

	private final ProblemException away = new ProblemException(
			Problem.passing(ProblemCode.DATABASE_UNAVAILABLE, "try again", Duration.ofSeconds(5)));

	private final BatchId id = BatchId.next();

	private final Batch batch = new Batch(this.id, BatchState.WAITING, "auth0|admin", Instant.EPOCH, null, 1, 0, 0, 0,
			0, 0, 0);

	private final List<IdempotencyKey> keys = new ArrayList<>();

	private final BatchUploads uploads = mock();

	private final Batches batches = mock();

	private final ReceivingBatch receiving = new ReceivingBatch(this.uploads, this.batches,
			new UploadLimits(10, 1, 1, 1, 10, Duration.ofSeconds(5)));

	ReceivingBatchTest() {
		willAnswer((call) -> {
			this.keys.add(call.getArgument(1));
			return Mono.just(this.id);
		}).given(this.uploads).begin(any(), any(), anyInt());
		given(this.uploads.store(any(), any())).willReturn(Mono.empty());
		given(this.uploads.complete(any(), anyInt())).willReturn(Mono.empty());
		given(this.uploads.discard(any())).willReturn(Mono.just(true));
		given(this.batches.find(any(), any())).willReturn(Mono.just(this.batch));
	}

	@Test
	void keepsUploadsWithoutAKeyUnderOneOfItsOwn() {
		assertThat(receive(null)).isEqualTo(this.batch);
		assertThat(receive(null)).isEqualTo(this.batch);
		assertThat(this.keys).doesNotHaveDuplicates().hasSize(2);
	}

	@Test
	void saysThatNothingWasTakenWhenNothingIsLeftOfIt() {
		given(this.uploads.complete(any(), anyInt())).willReturn(Mono.error(this.away));
		assertThat(refusal(null)).isEqualTo(this.away.problem());
	}

	@Test
	void answersWithTheBatchThatWasTakenAllTheSame() {
		given(this.uploads.complete(any(), anyInt())).willReturn(Mono.error(this.away));
		given(this.uploads.discard(any())).willReturn(Mono.just(false));
		assertThat(receive(null)).isEqualTo(this.batch);
	}

	@Test
	void namesTheKeyWhenNobodyCanTellWhetherItWasTaken() {
		given(this.uploads.complete(any(), anyInt())).willReturn(Mono.error(this.away));
		given(this.uploads.discard(any())).willReturn(Mono.error(this.away));
		assertNamed(refusal(null));
	}

	@Test
	void namesTheKeyOfABatchThatCannotBeShown() {
		given(this.uploads.discard(any())).willReturn(Mono.just(false));
		given(this.batches.find(any(), any())).willReturn(Mono.error(this.away));
		assertNamed(refusal(null));
	}

	private void assertNamed(Problem problem) {
		assertThat(problem.code()).isEqualTo(ProblemCode.DATABASE_UNAVAILABLE);
		assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(5));
		assertThat(problem.members()).containsOnlyKeys("idempotencyKey").containsValue(this.keys.getFirst().value());
	}

	@Test
	void keepsWhatBrokeOffForTheKeyOfItsCaller() {
		IdempotencyKey key = new IdempotencyKey("mine");
		given(this.uploads.complete(any(), anyInt())).willReturn(Mono.error(this.away));
		assertThat(refusal(key)).isEqualTo(this.away.problem());
		assertThat(this.keys).containsExactly(key);
		verify(this.uploads, never()).discard(any());
	}

	@Test
	void givesPlacesBackHoweverItEnds() {
		given(this.uploads.complete(any(), anyInt())).willReturn(Mono.error(this.away)).willReturn(Mono.empty());
		assertThat(refusal(null)).isEqualTo(this.away.problem());
		assertThat(receive(null)).isEqualTo(this.batch);
	}

	private Problem refusal(IdempotencyKey key) {
		return catchThrowableOfType(ProblemException.class, () -> receive(key)).problem();
	}

	private Batch receive(IdempotencyKey key) {
		BatchRow row = new BatchRow(1,
				new RowContent.Legible(new InviteRequest("ada@example.com", null, null, null, null, null, List.of())));
		return this.receiving.receive(SUBMITTER, key, Flux.just(row)).block();
	}

}
