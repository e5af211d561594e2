package dev.missioncontrol.invite.api.database.r2dbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Carries out together what is asked for at the same time. While as many statements are
 * under way as may be, requests gather; the next statement is for all of them. So a
 * request on an idle instance waits for nothing, and a busy one pays for a statement and
 * a commit once, not for each request.
 *
 * @param <T> a request
 * @param <R> its answer
 */
public final class Gathering<T, R> {

	private final int statements;

	private final int most;

	private final Function<T, Object> key;

	private final Function<List<T>, Mono<? extends Function<T, R>>> together;

	private final Queue<Waiting<T, R>> waiting = new ArrayDeque<>();

	private int running;

	/**
	 * Gathers for one kind of statement.
	 * @param statements how many of them may be under way
	 * @param most requests that one statement is for
	 * @param key of a request; those with the same key are not in one statement, but in
	 * two of them, one after the other or at the same time
	 * @param together the statement; gives the answer to each of its requests, and must
	 * end in a limited time
	 */
	public Gathering(int statements, int most, Function<T, Object> key,
			Function<List<T>, Mono<? extends Function<T, R>>> together) {
		this.statements = statements;
		this.most = most;
		this.key = key;
		this.together = together;
	}

	/**
	 * Asks for something. It is carried out even when nobody waits for it any more.
	 * @param request what is asked for
	 * @return the answer, or the error of the whole statement
	 */
	public Mono<R> ask(T request) {
		return Mono.defer(() -> {
			Waiting<T, R> one = new Waiting<>(request, Sinks.one());
			synchronized (this.waiting) {
				this.waiting.add(one);
			}
			runNext();
			return one.answer().asMono();
		});
	}

	private void runNext() {
		for (List<Waiting<T, R>> next = next(); !next.isEmpty(); next = next()) {
			run(next);
		}
	}

	private List<Waiting<T, R>> next() {
		synchronized (this.waiting) {
			List<Waiting<T, R>> next = new ArrayList<>();
			if (this.running < this.statements) {
				Set<Object> keys = new HashSet<>();
				Iterator<Waiting<T, R>> all = this.waiting.iterator();
				while (all.hasNext() && next.size() < this.most) {
					Waiting<T, R> one = all.next();
					if (keys.add(this.key.apply(one.request()))) {
						next.add(one);
						all.remove();
					}
				}
			}
			this.running += next.isEmpty() ? 0 : 1;
			return next;
		}
	}

	private void run(List<Waiting<T, R>> requests) {
		Mono.defer(() -> this.together.apply(requests.stream().map(Waiting::request).toList()))
			.doOnTerminate(this::ended)
			.subscribe((answers) -> requests.forEach((one) -> one.end(answers)),
					(failure) -> requests.forEach((one) -> one.answer().tryEmitError(failure)),
					() -> requests.forEach((one) -> one.answer().tryEmitEmpty()));
	}

	private void ended() {
		synchronized (this.waiting) {
			this.running--;
		}
		runNext();
	}

	/** A request and who waits for it. */
	private record Waiting<T, R>(T request, Sinks.One<R> answer) {

		void end(Function<T, R> answers) {
			try {
				this.answer.tryEmitValue(answers.apply(this.request));
			}
			catch (RuntimeException ex) {
				this.answer.tryEmitError(ex);
			}
		}

	}

}
