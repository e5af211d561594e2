package dev.missioncontrol.invite.api.replay.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.missioncontrol.invite.api.replay.ReplayWork;
import dev.missioncontrol.invite.api.replay.ReplayWork.Job;
import dev.missioncontrol.invite.api.replay.ReplayWork.Span;
import dev.missioncontrol.invite.api.replay.Selection;
import dev.missioncontrol.invite.event.Topic;

/**
 * Writes down which records a job is about, before any of them is sent. A plan that was
 * begun is gone on with. Blocks.
 */
final class ReplayPlanner {

	private final ReplayWork work;

	private final Consumers consumers;

	private final Answers answers;

	private final CountDownLatch stop;

	ReplayPlanner(ReplayWork work, Consumers consumers, Answers answers, CountDownLatch stop) {
		this.work = work;
		this.consumers = consumers;
		this.answers = answers;
		this.stop = stop;
	}

	/**
	 * Plans a job.
	 * @return whether all of it is planned now; false when it was cancelled, or is to go
	 * on later
	 */
	boolean plan(Job job) {
		if (job.order().selection() instanceof Selection.Range range) {
			return plan(job, range);
		}
		this.answers.await(this.work.planLetters(job));
		return true;
	}

	private boolean plan(Job job, Selection.Range range) {
		Topic<?> topic = range.stage().topic().orElseThrow();
		try (RangeReader reader = new RangeReader(this.consumers.create(), topic)) {
			Map<Integer, Span> spans = this.answers.of(this.work.spans(job));
			if (spans.isEmpty()) {
				spans = reader.spans(range.from(), range.to());
			}
			reader.seek(spans);
			RangeReader.Part part = new RangeReader.Part(List.of(), spans);
			while (this.stop.getCount() > 0) {
				if (this.answers.of(this.work.planPart(job, part.places(), part.spans()))) {
					return false;
				}
				if (part.isLast()) {
					this.answers.await(this.work.planned(job));
					return true;
				}
				part = reader.read(part.spans());
			}
			return false;
		}
	}

}
