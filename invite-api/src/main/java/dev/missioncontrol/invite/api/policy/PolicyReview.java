package dev.missioncontrol.invite.api.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import dev.missioncontrol.invite.event.Role;
import org.jspecify.annotations.Nullable;

/**
 * Holds what an organization wants against what the operator allows, and collects
 * everything that is wrong.
 */
final class PolicyReview {

	private static final int MAX_DOMAINS = 100;

	private static final int MAX_QUOTA = 1_000_000;

	private static final int MAX_RATE = 10_000;

	private final InvitePolicy operator;

	private final List<Violation> violations;

	PolicyReview(InvitePolicy operator, PolicyRequest request) {
		this.operator = operator;
		this.violations = new ArrayList<>(request.malformed());
	}

	OrganizationPolicy review(PolicyRequest request) {
		Duration longest = ttl("/maxTtl", request.maxTtl(), this.operator.maxTtl());
		Duration usual = ttl("/defaultTtl", request.defaultTtl(), (longest != null) ? longest : this.operator.maxTtl());
		OrganizationPolicy policy = new OrganizationPolicy(usual, longest, roles(request.allowedRoles()),
				new DomainRule(domains("/allowedDomains", request.allowedDomains()),
						domains("/deniedDomains", request.deniedDomains())),
				resend(request.resend()), limit("/dailyQuota", request.dailyQuota(), MAX_QUOTA),
				limit("/ratePerMinute", request.ratePerMinute(), MAX_RATE));
		if (!this.violations.isEmpty()) {
			throw new ProblemException(Problem.invalid(List.copyOf(this.violations)));
		}
		return policy;
	}

	private @Nullable Duration ttl(String pointer, @Nullable String text, Duration longest) {
		if (text == null) {
			return null;
		}
		try {
			Duration ttl = Duration.parse(text);
			if (ttl.compareTo(this.operator.minTtl()) < 0 || ttl.compareTo(longest) > 0) {
				object(pointer, "ttl-out-of-range",
						"This must lie between " + this.operator.minTtl() + " and " + longest + ".");
			}
			return ttl;
		}
		catch (DateTimeException | ArithmeticException _) {
			object(pointer, "invalid-ttl", "This is not an ISO 8601 duration such as PT24H.");
			return null;
		}
	}

	private @Nullable SortedSet<Role> roles(@Nullable List<String> names) {
		if (names == null) {
			return null;
		}
		if (names.isEmpty()) {
			object("/allowedRoles", "empty-roles", "At least one role is required.");
		}
		NavigableSet<Role> roles = new TreeSet<>();
		for (int i = 0; i < names.size(); i++) {
			String name = names.get(i);
			this.operator.allowedRoles()
				.stream()
				.filter((allowed) -> allowed.name().equals(name))
				.findAny()
				.ifPresentOrElse(roles::add,
						objection("/allowedRoles/" + i, "unknown-role",
								"The roles that there are: " + this.operator.allowedRoles()
									.stream()
									.map(Role::name)
									.sorted()
									.collect(Collectors.joining(", ")) + "."));
		}
		return roles;
	}

	private SortedSet<DomainPattern> domains(String pointer, @Nullable List<String> texts) {
		NavigableSet<DomainPattern> domains = new TreeSet<>();
		if (texts == null) {
			return domains;
		}
		if (texts.size() > MAX_DOMAINS) {
			object(pointer, "too-many-domains", "At most " + MAX_DOMAINS + " domains are kept.");
			return domains;
		}
		for (int i = 0; i < texts.size(); i++) {
			try {
				domains.add(new DomainPattern(texts.get(i)));
			}
			catch (IllegalArgumentException _) {
				object(pointer + "/" + i, "invalid-domain",
						"This is neither a domain, such as example.com, nor all below one, such as *.example.com.");
			}
		}
		return domains;
	}

	private @Nullable ResendPolicy resend(@Nullable String name) {
		if (name == null) {
			return null;
		}
		for (ResendPolicy policy : ResendPolicy.values()) {
			if (policy.name().toLowerCase(Locale.ROOT).equals(name)) {
				return policy;
			}
		}
		object("/resend", "unknown-value", "This is supersede or keep.");
		return null;
	}

	private @Nullable Integer limit(String pointer, @Nullable Integer limit, int most) {
		if (limit != null && (limit < 1 || limit > most)) {
			object(pointer, "out-of-range", "Send a number from 1 to " + most + ".");
		}
		return limit;
	}

	private Runnable objection(String pointer, String code, String detail) {
		return () -> object(pointer, code, detail);
	}

	private void object(String pointer, String code, String detail) {
		this.violations.add(new Violation(pointer, code, detail));
	}

}
