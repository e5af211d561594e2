package dev.missioncontrol.invite.api.reconcile;

import java.util.Locale;
import java.util.Optional;

import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.event.InviteClosed;

/**
 * What a sign-up means for the ledger.
 */
public enum Finding {

	/** The ledger knows it. */
	KNOWN,

	/**
	 * The ledger has not heard of it, and the invite is open or its time was over: links
	 * work while they are valid, so the person was in time.
	 */
	MISSED,

	/**
	 * The invite was revoked, or accepted by another account; that stands, and the
	 * sign-up is recorded beside it.
	 */
	CONFLICT,

	/** The ledger has no such invite, or none yet. */
	UNKNOWN,

	/** The invite is for another organization than the account is in. */
	FOREIGN;

	/**
	 * A name for metrics.
	 * @return one lower-case word
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Finding of(SignUp signUp, Optional<LedgerEntry> entry) {
		if (entry.isEmpty()) {
			return UNKNOWN;
		}
		if (!entry.get().invite().organization().id().equals(signUp.organizationId())) {
			return FOREIGN;
		}
		return entry.get().closing().map((end) -> of(signUp, end)).orElse(MISSED);
	}

	private static Finding of(SignUp signUp, InviteClosed end) {
		return switch (end.reason()) {
			case ACCEPTED -> signUp.account().equals(end.by()) ? KNOWN : CONFLICT;
			case REVOKED -> CONFLICT;
			case EXPIRED, SUPERSEDED -> MISSED;
		};
	}

}
