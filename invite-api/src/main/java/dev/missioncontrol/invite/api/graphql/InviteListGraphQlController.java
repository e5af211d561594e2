package dev.missioncontrol.invite.api.graphql;

import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.ledger.InviteListing;
import dev.missioncontrol.invite.api.ledger.InvitePage;
import dev.missioncontrol.invite.api.ledger.ListLimits;
import dev.missioncontrol.invite.api.ledger.ListingInvites;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Arguments;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * The list of the schema.
 */
@Controller
class InviteListGraphQlController {

	private final ListingInvites listingInvites;

	private final Callers callers;

	private final ListLimits limits;

	InviteListGraphQlController(ListingInvites listingInvites, Callers callers, ListLimits limits) {
		this.listingInvites = listingInvites;
		this.callers = callers;
		this.limits = limits;
	}

	@QueryMapping
	Mono<InvitePage> invites(@Arguments InviteListArguments arguments) {
		return this.callers.allowedTo(Scope.READ_INVITES)
			.flatMap((caller) -> this.listingInvites.list(caller,
					InviteListing.read(arguments.parameters(), this.limits)));
	}

}
