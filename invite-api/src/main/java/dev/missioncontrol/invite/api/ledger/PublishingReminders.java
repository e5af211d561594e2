package dev.missioncontrol.invite.api.ledger;

import java.util.List;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteExpiringSoon;
import reactor.core.publisher.Mono;

/**
 * Publishes which invites expire soon. A crash between sending and remembering sends the
 * same bytes, under the same event id, once more.
 */
public final class PublishingReminders {

	private final Reminders reminders;

	private final ReminderLog log;

	private final int batch;

	/**
	 * Puts the use case together.
	 * @param reminders knows what is to be told
	 * @param log where it is published
	 * @param batch most at once
	 */
	public PublishingReminders(Reminders reminders, ReminderLog log, int batch) {
		this.reminders = reminders;
		this.log = log;
		this.batch = batch;
	}

	/**
	 * Publishes, oldest first, until nothing is left.
	 * @return how many were published
	 */
	public Mono<Integer> publish() {
		return once().expand((published) -> (published < this.batch) ? Mono.empty() : once()).reduce(0, Integer::sum);
	}

	private Mono<Integer> once() {
		return this.reminders.unpublished(this.batch)
			.collectList()
			.flatMap((events) -> events.isEmpty() ? Mono.just(0)
					: Mono.usingWhen(Mono.just(events), this::publish, this.reminders::giveBack));
	}

	private Mono<Integer> publish(List<CloudEvent<InviteExpiringSoon>> events) {
		return this.log.append(events).then(this.reminders.published(events)).thenReturn(events.size());
	}

}
