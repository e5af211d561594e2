package dev.missioncontrol.invite.api.invite.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteId;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

class ProbingCommandLogTest {

	private static final InviteCommand COMMAND = new InviteRevokeRequested(InviteId.next(), 1, "auth0|admin",
			Instant.parse("2026-11-21T10:15:30Z"), null);

	/** What the log was asked to write and has not answered yet. */
	private final List<Sinks.Empty<Void>> open = new ArrayList<>();

	private final ProbingCommandLog log = new ProbingCommandLog((_) -> {
		Sinks.Empty<Void> answer = Sinks.empty();
		this.open.add(answer);
		return answer.asMono();
	}, 2, Duration.ofSeconds(5));

	private final List<Throwable> refusals = new ArrayList<>();

	private int accepted;

	@Test
	void limitsNobodyWhileKafkaIsThere() {
		append(100);
		assertThat(this.open).hasSize(100);
		this.open.forEach(Sinks.Empty::tryEmitEmpty);
		assertThat(this.accepted).isEqualTo(100);
	}

	@Test
	void letsAFewFindOutWhetherKafkaIsBackAndTellsTheOthersAtOnce() {
		fail(append(1));
		append(10);
		assertThat(this.open).hasSize(2);
		assertThat(this.refusals).hasSize(9)
			.last()
			.isInstanceOfSatisfying(ProblemException.class,
					(refusal) -> assertThat(refusal.problem().retryAfter()).isEqualTo(Duration.ofSeconds(5)));
	}

	@Test
	void knowsBeforehandWhomItWouldRefuse() {
		assertThat(ready()).isTrue();
		fail(append(1));
		assertThat(ready()).as("a probe is wanted").isTrue();
		append(2);
		assertThat(ready()).as("enough probes are out").isFalse();
		this.open.removeFirst().tryEmitEmpty();
		assertThat(ready()).isTrue();
	}

	private boolean ready() {
		int before = this.refusals.size();
		this.log.ready().subscribe((_) -> {
		}, this.refusals::add);
		return this.refusals.size() == before;
	}

	@Test
	void probesAgainWhenAProbeFailed() {
		fail(append(1));
		fail(append(2));
		append(3);
		assertThat(this.open).hasSize(2);
	}

	@Test
	void letsEverybodyThroughAgainAfterOneSuccess() {
		fail(append(1));
		append(1);
		this.open.removeFirst().tryEmitEmpty();
		append(50);
		assertThat(this.open).hasSize(50);
	}

	@Test
	void refusesNobodyForAFailureAmongSuccesses() {
		append(3);
		this.open.removeLast().tryEmitEmpty();
		fail(1);
		append(50);
		assertThat(this.open).hasSize(51);
	}

	private int append(int count) {
		for (int i = 0; i < count; i++) {
			this.log.append(COMMAND).subscribe((_) -> {
			}, this.refusals::add, () -> this.accepted++);
		}
		return count;
	}

	private void fail(int count) {
		for (int i = 0; i < count; i++) {
			this.open.removeFirst().tryEmitError(new IllegalStateException("no broker"));
		}
	}

}
