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

	/** The ledger has not heard of it, and the invite is open. */
	MISSED,

	/** The invite ended otherwise; that stands, and the sign-up is recorded beside it. */
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
		int newest = entry.get().invite().generation();
		Optional<InviteClosed> end = entry.get().closing().filter((closed) -> closed.closes(newest));
		if (end.isEmpty()) {
			return MISSED;
		}
		return isBy(end.get(), signUp) ? KNOWN : CONFLICT;
	}

	private static boolean isBy(InviteClosed end, SignUp signUp) {
		return end.reason() == InviteClosed.Reason.ACCEPTED && signUp.account().equals(end.by());
	}

}
