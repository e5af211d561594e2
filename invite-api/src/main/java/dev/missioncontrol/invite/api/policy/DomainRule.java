package dev.missioncontrol.invite.api.policy;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.missioncontrol.invite.event.EmailAddress;

/**
 * Whose mailboxes can be invited.
 *
 * @param allowed only these; empty for all
 * @param denied none of these, whatever is allowed
 */
public record DomainRule(SortedSet<DomainPattern> allowed, SortedSet<DomainPattern> denied) {

	/** Mailboxes of all domains. */
	public static final DomainRule ALL = new DomainRule(Collections.emptySortedSet(), Collections.emptySortedSet());

	public DomainRule {
		allowed = sorted(allowed);
		denied = sorted(denied);
	}

	/**
	 * Whether somebody can be invited.
	 * @param email where the e-mail would go
	 * @return false when the domain is denied, or is not among those that are allowed
	 */
	public boolean admits(EmailAddress email) {
		return this.denied.stream().noneMatch((pattern) -> pattern.covers(email))
				&& (this.allowed.isEmpty() || this.allowed.stream().anyMatch((pattern) -> pattern.covers(email)));
	}

	private static SortedSet<DomainPattern> sorted(Set<DomainPattern> patterns) {
		return Collections.unmodifiableSortedSet(new TreeSet<>(patterns));
	}

}
