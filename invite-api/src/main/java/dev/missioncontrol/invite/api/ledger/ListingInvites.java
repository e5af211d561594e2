package dev.missioncontrol.invite.api.ledger;

import java.time.Clock;
import java.util.List;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.paging.Page;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lists invites of the caller's organization.
 */
public final class ListingInvites {

	private final InviteLists lists;

	private final Clock clock;

	private final ListLimits limits;

	/**
	 * Puts the use case together.
	 * @param lists where invites are found
	 * @param clock tells what has expired
	 * @param limits of a page
	 */
	public ListingInvites(InviteLists lists, Clock clock, ListLimits limits) {
		this.lists = lists;
		this.clock = clock;
		this.limits = limits;
	}

	/**
	 * Lists invites, page by page.
	 * @param caller who asks
	 * @param listing for what
	 * @return the page; a {@code ProblemException} when the cursor is not one of this
	 * list
	 */
	public Mono<InvitePage> list(Caller caller, InviteListing listing) {
		InviteQuery query = new InviteQuery(caller.organization().id(), listing.filter(), listing.sort(),
				this.clock.instant());
		String fingerprint = query.fingerprint();
		return start(query, listing.cursor(), fingerprint)
			.flatMap((start) -> this.lists.list(query, start.after(), listing.limit() + 1)
				.collectList()
				.map((found) -> Page.of(found, listing.limit(),
						(last) -> InvitePosition.of(last, listing.sort()).cursor(fingerprint)))
				.flatMap((page) -> total(query, start, page).map((total) -> page(page, total))));
	}

	private Mono<Start> start(InviteQuery query, @Nullable String cursor, String fingerprint) {
		if (cursor == null) {
			return Mono.just(new Start(null));
		}
		return Mono.justOrEmpty(InvitePosition.parse(cursor, fingerprint))
			.flatMap((position) -> (query.sort().key() == InviteSort.Key.EMAIL)
					? this.lists.email(query.organizationId(), position.inviteId()).map(position::withEmail)
					: Mono.just(position))
			.map(Start::new)
			.switchIfEmpty(Mono
				.error(() -> new ProblemException(Problem.invalid(List.of(new Violation("/cursor", "invalid-cursor",
						"Send nextCursor of the page before, with the same filters and the same sort."))))));
	}

	/** A list that fits on its first page needs no counting. */
	private Mono<Long> total(InviteQuery query, Start start, Page<InviteSummary> page) {
		return (start.after() == null && page.nextCursor() == null) ? Mono.just((long) page.items().size())
				: this.lists.count(query, this.limits.maxTotal() + 1L);
	}

	private InvitePage page(Page<InviteSummary> page, long total) {
		return new InvitePage(page.items(), page.nextCursor(), Math.min(total, this.limits.maxTotal()),
				total <= this.limits.maxTotal());
	}

	/** Where a page begins; null is the beginning of the list. */
	private record Start(@Nullable InvitePosition after) {
	}

}
