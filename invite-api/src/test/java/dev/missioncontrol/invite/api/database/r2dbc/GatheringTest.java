package dev.missioncontrol.invite.api.database.r2dbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

class GatheringTest {

	private final List<List<String>> statements = new ArrayList<>();

	private final List<Sinks.One<Function<String, Integer>>> outcomes = new ArrayList<>();

	@Test
	void carriesOutAtOnceWhatComesAlone() {
		Gathering<String, Integer> gathering = gathering(1, 10);
		CompletableFuture<Integer> one = gathering.ask("one").toFuture();
		assertThat(this.statements).containsExactly(List.of("one"));
		assertThat(one).isNotDone();
		answer(0);
		assertThat(one).isCompletedWithValue(3);
	}

	@Test
	void carriesOutTogetherWhatComesMeanwhile() {
		Gathering<String, Integer> gathering = gathering(1, 2);
		gathering.ask("one").subscribe();
		List<CompletableFuture<Integer>> others = ask(gathering, "four", "three", "eleven");
		assertThat(this.statements).hasSize(1);
		answer(0);
		assertThat(this.statements.get(1)).containsExactly("four", "three");
		answer(1);
		assertThat(this.statements.get(2)).containsExactly("eleven");
		answer(2);
		assertThat(others).extracting(CompletableFuture::join).containsExactly(4, 5, 6);
	}

	@Test
	void hasAsManyStatementsUnderWayAsAllowed() {
		Gathering<String, Integer> gathering = gathering(2, 10);
		ask(gathering, "one", "two", "three", "four");
		assertThat(this.statements).containsExactly(List.of("one"), List.of("two"));
		answer(1);
		assertThat(this.statements).hasSize(3).last().isEqualTo(List.of("three", "four"));
	}

	@Test
	void keepsTheSameKeyOutOfOneStatementAndOthersDoNotWaitForIt() {
		Gathering<String, Integer> gathering = gathering(1, 10);
		ask(gathering, "a", "b", "b", "c", "b");
		answer(0);
		assertThat(this.statements.get(1)).containsExactly("b", "c");
		answer(1);
		assertThat(this.statements.get(2)).containsExactly("b");
		answer(2);
		assertThat(this.statements.get(3)).containsExactly("b");
	}

	@Test
	void goesOnAfterAFailure() {
		Gathering<String, Integer> gathering = gathering(1, 10);
		CompletableFuture<Integer> failing = gathering.ask("one").toFuture();
		CompletableFuture<Integer> next = gathering.ask("two").toFuture();
		this.outcomes.getFirst().tryEmitError(new IllegalStateException("away"));
		assertThat(failing).isCompletedExceptionally();
		answer(1);
		assertThat(next).isCompletedWithValue(3);
	}

	@Test
	void tellsWhenAStatementCannotEvenBegin() {
		Gathering<String, Integer> gathering = new Gathering<>(1, 10, (request) -> request, (_) -> {
			throw new IllegalStateException("no such column");
		});
		assertThat(gathering.ask("one").toFuture()).isCompletedExceptionally();
		assertThat(gathering.ask("two").toFuture()).isCompletedExceptionally();
	}

	@Test
	void carriesOutWhatNobodyWaitsForAnyMore() {
		Gathering<String, Integer> gathering = gathering(1, 10);
		gathering.ask("one").subscribe();
		gathering.ask("two").subscribe().dispose();
		answer(0);
		assertThat(this.statements).hasSize(2);
	}

	@Test
	void answersEveryRequestOnceWhenManyThreadsAsk() {
		Gathering<Integer, Integer> gathering = new Gathering<>(3, 50, (request) -> request % 100,
				(requests) -> Mono
					.<Function<Integer, Integer>>just((request) -> requests.contains(request) ? request : -1)
					.publishOn(Schedulers.parallel()));
		List<Integer> answers = Flux.range(0, 20_000)
			.flatMap((i) -> Mono.defer(() -> gathering.ask(i)).subscribeOn(Schedulers.boundedElastic()), 500)
			.collectList()
			.block();
		assertThat(answers).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20_000).boxed().toList());
	}

	private Gathering<String, Integer> gathering(int statements, int most) {
		return new Gathering<>(statements, most, (request) -> request, (requests) -> {
			this.statements.add(requests);
			this.outcomes.add(Sinks.one());
			return this.outcomes.getLast().asMono();
		});
	}

	private static List<CompletableFuture<Integer>> ask(Gathering<String, Integer> gathering, String... requests) {
		return Flux.fromArray(requests).map((request) -> gathering.ask(request).toFuture()).collectList().block();
	}

	private void answer(int statement) {
		this.outcomes.get(statement).tryEmitValue(String::length);
	}

}
