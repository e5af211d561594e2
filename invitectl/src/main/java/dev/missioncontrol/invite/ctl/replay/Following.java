package dev.missioncontrol.invite.ctl.replay;

import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import dev.missioncontrol.invite.ctl.ops.OpsApi;

/**
 * Watches a job until it ends.
 *
 * @param api where the job is
 * @param patience how long to go on without an answer
 */
record Following(OpsApi api, Patience patience) {

	/** The job when it ended. */
	Job follow(String id) throws ApiFailure, Refusal, InterruptedException {
		try {
			while (true) {
				Job job = this.patience.ask(() -> this.api.get("replays", id));
				this.patience.progress().show(job.state(), job.done(), job.total());
				if (job.ended()) {
					return job;
				}
				this.patience.pause();
			}
		}
		catch (ApiFailure ex) {
			if (ex.isPassing()) {
				throw Refusal.notNow(ex.getMessage()
						+ "; a job that was started goes on without being watched: invitectl replay follow " + id);
			}
			throw ex;
		}
		finally {
			this.patience.progress().end();
		}
	}

}
