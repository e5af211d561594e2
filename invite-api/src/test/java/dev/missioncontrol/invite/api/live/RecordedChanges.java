package dev.missioncontrol.invite.api.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.ledger.InviteStatus;
import dev.missioncontrol.invite.api.ledger.InviteSummary;
import dev.missioncontrol.invite.event.InviteId;
import reactor.core.publisher.Mono;

/** A ledger of nothing but changes. */
final class RecordedChanges implements InviteChanges {

	static final String LEDGER = "0123456789abcdef";

	final List<Map<String, ChangePosition>> looks = new ArrayList<>();

	private final Map<String, List<InviteChange>> changes = new HashMap<>();

	String ledger = LEDGER;

	boolean complete = true;

	boolean answering = true;

	private long end;

	void add(String organization, long transaction) {
		InviteId id = InviteId.next();
		InviteSummary invite = new InviteSummary(id, "grace@example.com", organization, List.of(),
				InviteStatus.REQUESTED, 1, "auth0|admin", Instant.EPOCH, Instant.EPOCH);
		this.changes.computeIfAbsent(organization, (_) -> new ArrayList<>())
			.add(new InviteChange(new ChangePosition(LEDGER, transaction, id.value()), invite));
		this.end = transaction + 1;
	}

	void end(long transaction) {
		this.end = transaction;
	}

	@Override
	public Mono<ChangePosition> now() {
		return Mono.just(ChangePosition.before(this.ledger, this.end));
	}

	@Override
	public Mono<Look> after(Map<String, ChangePosition> positions, int limit) {
		if (!this.answering) {
			return Mono.error(new IllegalStateException("no answer"));
		}
		this.looks.add(positions);
		ChangePosition horizon = ChangePosition.before(this.ledger, this.end);
		Map<String, ChangePage> pages = new HashMap<>();
		positions.forEach((organization, position) -> {
			List<InviteChange> found = this.changes.getOrDefault(organization, List.of())
				.stream()
				.filter((change) -> position.isBefore(change.position()))
				.sorted(Comparator.comparing(InviteChange::position, (one, other) -> one.isBefore(other) ? -1 : 1))
				.limit(limit)
				.toList();
			pages.put(organization, new ChangePage(horizon, found, found.size() == limit));
		});
		return Mono.just(new Look(horizon, this.complete, pages));
	}

	@Override
	public Mono<Long> count(String organizationId, ChangePosition position, long bound) {
		return Mono.just(0L);
	}

}
