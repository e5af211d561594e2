package dev.missioncontrol.invite.api.invite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.missioncontrol.invite.api.policy.InvitePolicy;
import dev.missioncontrol.invite.api.problem.Violation;
import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.Role;
import org.jspecify.annotations.Nullable;

/**
 * Holds one request against the policy and collects everything that is wrong.
 */
final class Review {

	/** Roles that are looked at; there are far fewer to give. */
	private static final int MOST_ROLES = 100;

	/** Enough to know that nothing fits. */
	private static final int MOST_VIOLATIONS = 50;

	private final InvitePolicy policy;

	private final InviteRequest request;

	private final List<Violation> violations;

	private Review(InvitePolicy policy, InviteRequest request) {
		this.policy = policy;
		this.request = request;
		this.violations = new ArrayList<>(request.malformed());
	}

	/** Gives either terms or violations. */
	static Result of(InviteRequest request, InvitePolicy policy) {
		return new Review(policy, request).result();
	}

	private Result result() {
		EmailAddress email = email();
		NavigableSet<Role> roles = roles();
		Duration ttl = ttl();
		String locale = locale();
		NavigableMap<String, String> metadata = metadata();
		OnDuplicate onDuplicate = onDuplicate();
		if (email == null || !this.violations.isEmpty()) {
			return new Result.Objections(List.copyOf(this.violations));
		}
		return new Result.Terms(new InviteTerms(email, roles, ttl, locale, metadata, onDuplicate));
	}

	private @Nullable EmailAddress email() {
		String email = this.request.email();
		if (email == null) {
			object("/email", "required", "An e-mail address is required.");
			return null;
		}
		try {
			EmailAddress address = new EmailAddress(email);
			if (!this.policy.domains().admits(address)) {
				object("/email", "domain-not-allowed", "The rules of your organization do not allow this domain.");
			}
			return address;
		}
		catch (IllegalArgumentException ex) {
			object("/email", "invalid-email", "This is not an e-mail address.");
			return null;
		}
	}

	private NavigableSet<Role> roles() {
		NavigableSet<Role> roles = new TreeSet<>();
		List<@Nullable String> names = this.request.roles();
		if (names == null) {
			object("/roles", "required", "At least one role is required.");
			return roles;
		}
		if (names.isEmpty()) {
			object("/roles", "empty-roles", "At least one role is required.");
		}
		if (names.size() > MOST_ROLES) {
			object("/roles", "too-many", "At most " + MOST_ROLES + " roles are read.");
			return roles;
		}
		for (int i = 0; i < names.size(); i++) {
			String name = names.get(i);
			this.policy.allowedRoles()
				.stream()
				.filter((allowed) -> allowed.name().equals(name))
				.findAny()
				.ifPresentOrElse(roles::add, objection("/roles/" + i, "unknown-role",
						"The roles that can be given are: " + String.join(", ", allowedNames()) + "."));
		}
		return roles;
	}

	private List<String> allowedNames() {
		return this.policy.allowedRoles().stream().map(Role::name).sorted().toList();
	}

	private Duration ttl() {
		return Lifetime.of(this.request.ttl(), this.policy,
				(violation) -> object(violation.pointer(), violation.code(), violation.detail()));
	}

	private OnDuplicate onDuplicate() {
		String asked = this.request.onDuplicate();
		if (asked == null) {
			return OnDuplicate.ERROR;
		}
		return OnDuplicate.named(asked).orElseGet(() -> {
			object("/onDuplicate", "unknown-value", "This is error, resend or replace.");
			return OnDuplicate.ERROR;
		});
	}

	private @Nullable String locale() {
		String locale = this.request.locale();
		if (locale == null) {
			return null;
		}
		try {
			String tag = new Locale.Builder().setLanguageTag(locale).build().toLanguageTag();
			if (!locale.isBlank()) {
				return tag;
			}
		}
		catch (IllformedLocaleException ex) {
			// Said below, as for the blank one.
		}
		object("/locale", "invalid-locale", "This is not a BCP 47 language tag such as de-CH.");
		return null;
	}

	private NavigableMap<String, String> metadata() {
		NavigableMap<String, String> metadata = new TreeMap<>();
		Map<String, @Nullable String> pairs = this.request.metadata();
		if (pairs == null) {
			return metadata;
		}
		if (pairs.size() > Invite.MAX_METADATA) {
			object("/metadata", "too-much-metadata", "At most " + Invite.MAX_METADATA + " pairs are kept.");
		}
		pairs.forEach((name, value) -> {
			if (value == null || !PlainText.fits(name, Invite.MAX_METADATA_LENGTH) || name.isBlank()
					|| !PlainText.fits(value, Invite.MAX_METADATA_LENGTH)) {
				object("/metadata", "invalid-metadata", "Names have 1 to " + Invite.MAX_METADATA_LENGTH
						+ " characters, values at most as many, and none of them is a control character.");
			}
			else {
				metadata.put(name, value);
			}
		});
		return metadata;
	}

	private Runnable objection(String pointer, String code, String detail) {
		return () -> object(pointer, code, detail);
	}

	/** What the transport, or an earlier rule, said of the same place is enough. */
	private void object(String pointer, String code, String detail) {
		Violation violation = new Violation(pointer, code, detail);
		if (this.violations.size() < MOST_VIOLATIONS && !this.request.isMalformed(pointer)
				&& !this.violations.contains(violation)) {
			this.violations.add(violation);
		}
	}

	/**
	 * What a review ends with.
	 */
	sealed interface Result {

		/** The request can be served. */
		record Terms(InviteTerms terms) implements Result {
		}

		/** It cannot; at least one violation. */
		record Objections(List<Violation> violations) implements Result {
		}

	}

}
