package dev.missioncontrol.invite.api.ledger.web;

import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.ledger.FindingInvite;
import dev.missioncontrol.invite.api.ledger.InviteView;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows invites.
 */
@RestController
class LedgerController {

	private final FindingInvite findingInvite;

	private final Callers callers;

	LedgerController(FindingInvite findingInvite, Callers callers) {
		this.findingInvite = findingInvite;
		this.callers = callers;
	}

	@GetMapping(path = "/v1/invites/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<InviteView> find(@PathVariable String id) {
		return this.callers.allowedTo(Scope.READ_INVITES).flatMap((caller) -> this.findingInvite.find(caller, id));
	}

}
