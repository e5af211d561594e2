package dev.missioncontrol.invite.api.ledger.web;

import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.ledger.InviteListing;
import dev.missioncontrol.invite.api.ledger.InvitePage;
import dev.missioncontrol.invite.api.ledger.ListLimits;
import dev.missioncontrol.invite.api.ledger.ListingInvites;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists invites.
 */
@RestController
class InviteListController {

	private final ListingInvites listingInvites;

	private final Callers callers;

	private final ListLimits limits;

	InviteListController(ListingInvites listingInvites, Callers callers, ListLimits limits) {
		this.listingInvites = listingInvites;
		this.callers = callers;
		this.limits = limits;
	}

	@GetMapping(path = "/v1/invites", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<InvitePage> list(ServerHttpRequest request) {
		return this.callers.allowedTo(Scope.READ_INVITES)
			.flatMap((caller) -> this.listingInvites.list(caller,
					InviteListing.read(request.getQueryParams(), this.limits)));
	}

}
