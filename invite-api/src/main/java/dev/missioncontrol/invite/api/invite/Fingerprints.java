package dev.missioncontrol.invite.api.invite;

import dev.missioncontrol.invite.api.idempotency.Fingerprint;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;

/**
 * What two requests must share to be the same one: their terms, however they were
 * written, and what they ask for.
 */
final class Fingerprints {

	private Fingerprints() {
	}

	static Fingerprint of(InviteTerms terms) {
		Fingerprint.Builder parts = Fingerprint.builder();
		parts.add(terms.email().value());
		parts.add(Integer.toString(terms.roles().size()));
		terms.roles().forEach((role) -> parts.add(role.name()));
		parts.add(terms.ttl().toString());
		parts.add((terms.locale() != null) ? terms.locale() : "");
		terms.metadata().forEach((name, value) -> parts.add(name).add(value));
		return parts.build();
	}

	static Fingerprint of(InviteRevokeRequested command) {
		return Fingerprint.builder()
			.add("revoke")
			.add(command.inviteId().toString())
			.add((command.reason() != null) ? command.reason() : "")
			.build();
	}

}
