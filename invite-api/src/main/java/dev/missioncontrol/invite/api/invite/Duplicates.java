package dev.missioncontrol.invite.api.invite;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.Replaced;
import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What becomes of an invite for somebody who may have a pending one.
 */
public final class Duplicates {

	/** How long the ledger is usually behind, and more. */
	private static final Duration LAG = Duration.ofSeconds(1);

	private final PendingInvites pending;

	private final Ledger ledger;

	private final NextGeneration nextGeneration;

	private final Patience patience;

	private final Clock clock;

	/**
	 * Puts it together.
	 * @param pending decides who comes first
	 * @param ledger knows the invite that is pending
	 * @param nextGeneration sends that one again
	 * @param patience for one that is on its way to the ledger
	 * @param clock tells whether it is pending still
	 */
	public Duplicates(PendingInvites pending, Ledger ledger, NextGeneration nextGeneration, Patience patience,
			Clock clock) {
		this.pending = pending;
		this.ledger = ledger;
		this.nextGeneration = nextGeneration;
		this.patience = patience;
		this.clock = clock;
	}

	/**
	 * Takes the place for an invite, or does with the pending one what the request says.
	 * Gives the command to append.
	 */
	Mono<InviteCommand> resolve(InviteRequested wanted, Caller caller, InviteTerms terms) {
		return switch (terms.onDuplicate()) {
			case ERROR -> takeOrRefuse(wanted, null);
			case RESEND, REPLACE -> this.patience.await(attempt(wanted, caller, terms))
				.switchIfEmpty(Mono.defer(() -> takeOrRefuse(wanted, LAG)));
		};
	}

	/** Takes the place for an invite that is sent again. */
	<C extends InviteCommand> Mono<C> resolve(C command, Invite invite) {
		return this.pending.take(invite, null).flatMap((place) -> switch (place) {
			case Place.Ours _ -> Mono.just(command);
			case Place.Taken(var by) -> Mono.error(alreadyInvited(by, null));
		});
	}

	private Mono<InviteCommand> takeOrRefuse(InviteRequested wanted, @Nullable Duration retryAfter) {
		return take(wanted).flatMap((place) -> switch (place) {
			case Place.Ours _ -> Mono.just(wanted);
			case Place.Taken(var by) -> Mono.error(alreadyInvited(by, retryAfter));
		});
	}

	/** Empty when the pending invite is on its way to the ledger, or ended just now. */
	private Mono<InviteCommand> attempt(InviteRequested wanted, Caller caller, InviteTerms terms) {
		return Mono.defer(() -> take(wanted)).flatMap((place) -> switch (place) {
			case Place.Ours _ -> Mono.just(wanted);
			case Place.Taken(var by) -> this.ledger.find(caller.organization().id(), by)
				.filter(this::isPending)
				.map(LedgerEntry::invite)
				.flatMap((earlier) -> (terms.onDuplicate() == OnDuplicate.RESEND)
						? this.nextGeneration.of(earlier, caller, terms.ttl()) : replace(wanted, earlier));
		});
	}

	private boolean isPending(LedgerEntry entry) {
		return switch (entry.status(this.clock.instant())) {
			case REQUESTED, SIGNED, NOTIFIED, OPENED, FAILED -> true;
			case ACCEPTED, REVOKED, EXPIRED -> false;
		};
	}

	private Mono<InviteCommand> replace(InviteRequested wanted, Invite earlier) {
		InviteRequested replacing = new InviteRequested(wanted.invite(),
				new Replaced(earlier.inviteId(), earlier.generation()));
		return take(replacing).filter(Place.Ours.class::isInstance).map((_) -> replacing);
	}

	private Mono<Place> take(InviteRequested wanted) {
		Replaced replaced = wanted.replaces();
		return this.pending.take(wanted.invite(), (replaced != null) ? replaced.inviteId() : null);
	}

	private static ProblemException alreadyInvited(InviteId by, @Nullable Duration retryAfter) {
		return new ProblemException(new Problem(ProblemCode.ALREADY_INVITED,
				"This person has a pending invite to your organization. Resend, revoke or replace that one.", List.of(),
				retryAfter, Map.of("invite", by.toString(), "path", "/v1/invites/" + by)));
	}

}
