package dev.missioncontrol.invite.ctl.replay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.ctl.console.Progress;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import tools.jackson.databind.JsonNode;

/**
 * Asks again while invite-api is away. A job survives its restart, so this does, too.
 *
 * @param progress shows that it waits
 * @param longest how long to go on
 */
record Patience(Progress progress, Duration longest) {

	private static final Duration PAUSE = Duration.ofMillis(500);

	/** The job in the answer to the first question that is answered. */
	Job ask(Question question) throws ApiFailure, InterruptedException {
		long start = System.nanoTime();
		while (true) {
			try {
				return Job.of(question.ask());
			}
			catch (ApiFailure ex) {
				if (!ex.isPassing() || System.nanoTime() - start > this.longest.toNanos()) {
					throw ex;
				}
			}
			this.progress.show("waiting for invite-api", 0, 0);
			pause();
		}
	}

	/** Waits a moment before the next question. */
	void pause() throws InterruptedException {
		boolean _ = new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** What is asked; asking twice does no harm. */
	@FunctionalInterface
	interface Question {

		JsonNode ask() throws ApiFailure, InterruptedException;

	}

}
