package dev.missioncontrol.invite.api.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Remembers policies for a while, so that not each request asks for one; and longer while
 * they cannot be asked for, for an organization does not become another one because a
 * database is away.
 */
public final class RecentPolicies implements Policies {

	private final Policies policies;

	private final Cache<String, Known> known;

	private final Duration freshFor;

	private final WhenUnknown whenUnknown;

	private final Clock clock;

	/**
	 * Wraps others.
	 * @param policies where policies are kept
	 * @param freshFor how long one is not asked for again: a change on another instance
	 * counts here after that time
	 * @param maxKnown of how many organizations they are remembered
	 * @param whenUnknown what holds for those that cannot be read and are not remembered
	 * @param clock the time to judge by
	 */
	public RecentPolicies(Policies policies, Duration freshFor, int maxKnown, WhenUnknown whenUnknown, Clock clock) {
		this.policies = policies;
		this.known = Caffeine.newBuilder().maximumSize(maxKnown).build();
		this.freshFor = freshFor;
		this.whenUnknown = whenUnknown;
		this.clock = clock;
	}

	@Override
	public Mono<OrganizationPolicy> find(String organizationId) {
		return Mono.defer(() -> {
			Known last = this.known.getIfPresent(organizationId);
			Instant now = this.clock.instant();
			if (last != null && now.isBefore(last.at().plus(this.freshFor))) {
				return Mono.just(last.policy());
			}
			// One that fails counts for a while, too: not each request waits for a
			// database
			// that is away.
			return this.policies.find(organizationId)
				.onErrorResume((ex) -> fallBack(last).map(Mono::just).orElseGet(() -> Mono.error(ex)))
				.doOnNext((policy) -> this.known.put(organizationId, new Known(policy, this.clock.instant())));
		});
	}

	private Optional<OrganizationPolicy> fallBack(@Nullable Known last) {
		if (last != null) {
			return Optional.of(last.policy());
		}
		return switch (this.whenUnknown) {
			case REFUSE -> Optional.empty();
			case OPERATOR -> Optional.of(OrganizationPolicy.NONE);
		};
	}

	@Override
	public Mono<Void> put(String organizationId, OrganizationPolicy policy, String changedBy) {
		return this.policies.put(organizationId, policy, changedBy)
			.doOnSuccess((_) -> this.known.invalidate(organizationId));
	}

	/** A policy, and when it was read. */
	private record Known(OrganizationPolicy policy, Instant at) {
	}

}
