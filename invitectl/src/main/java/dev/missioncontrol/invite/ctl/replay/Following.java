package dev.missioncontrol.invite.ctl.replay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Progress;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import dev.missioncontrol.invite.ctl.ops.OpsApi;

/**
 * Watches a job until it ends. A job survives a restart of invite-api, so this does, too.
 */
final class Following {

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final OpsApi api;

	private final Progress progress;

	private final Duration patience;

	Following(OpsApi api, Progress progress, Duration patience) {
		this.api = api;
		this.progress = progress;
		this.patience = patience;
	}

	/** The job when it ended. */
	Job follow(String id) throws ApiFailure, Refusal, InterruptedException {
		try {
			return ask(id);
		}
		finally {
			this.progress.end();
		}
	}

	private Job ask(String id) throws ApiFailure, Refusal, InterruptedException {
		long answered = System.nanoTime();
		while (true) {
			try {
				Job job = Job.of(this.api.get("replays", id));
				answered = System.nanoTime();
				this.progress.show(job.state(), job.done(), job.total());
				if (job.ended()) {
					return job;
				}
			}
			catch (ApiFailure ex) {
				if (!ex.isPassing()) {
					throw ex;
				}
				if (System.nanoTime() - answered > this.patience.toNanos()) {
					throw Refusal.notNow(ex.getMessage()
							+ "; a job that was started goes on without being watched: invitectl replay follow " + id);
				}
				this.progress.show("waiting for invite-api", 0, 0);
			}
			boolean _ = new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

}
