package dev.missioncontrol.invite.api.invite;

import java.time.Duration;

import dev.missioncontrol.invite.api.idempotency.Fingerprint;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteId;

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
		// One part alone is no pair of metadata.
		if (terms.onDuplicate() != OnDuplicate.ERROR) {
			parts.add(terms.onDuplicate().wireName());
		}
		return parts.build();
	}

	static Fingerprint ofResend(InviteId inviteId, Duration ttl) {
		return Fingerprint.builder().add("resend").add(inviteId.toString()).add(ttl.toString()).build();
	}

	static Fingerprint of(InviteRevokeRequested command) {
		return Fingerprint.builder()
			.add("revoke")
			.add(command.inviteId().toString())
			.add((command.reason() != null) ? command.reason() : "")
			.build();
	}

}
