package dev.missioncontrol.invite.api.policy.r2dbc;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.policy.DomainPattern;
import dev.missioncontrol.invite.api.policy.DomainRule;
import dev.missioncontrol.invite.api.policy.OrganizationPolicy;
import dev.missioncontrol.invite.api.policy.Policies;
import dev.missioncontrol.invite.api.policy.ResendPolicy;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Role;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code organization_policy}.
 */
final class PolicyRows implements Policies {

	private static final String FIND = """
			select default_ttl, max_ttl, allowed_roles, allowed_domains, denied_domains, resend, daily_quota,
				rate_per_minute
			from organization_policy where organization_id = $1""";

	private static final String PUT = """
			insert into organization_policy (organization_id, default_ttl, max_ttl, allowed_roles, allowed_domains,
				denied_domains, resend, daily_quota, rate_per_minute, changed_by, changed_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())
			on conflict (organization_id) do update set default_ttl = excluded.default_ttl, max_ttl = excluded.max_ttl,
				allowed_roles = excluded.allowed_roles, allowed_domains = excluded.allowed_domains,
				denied_domains = excluded.denied_domains, resend = excluded.resend, daily_quota = excluded.daily_quota,
				rate_per_minute = excluded.rate_per_minute, changed_by = excluded.changed_by,
				changed_at = excluded.changed_at""";

	private final DatabaseClient database;

	private final PolicySettings settings;

	PolicyRows(DatabaseClient database, PolicySettings settings) {
		this.database = database;
		this.settings = settings;
	}

	@Override
	public Mono<OrganizationPolicy> find(String organizationId) {
		return this.database.sql(FIND)
			.bind(0, organizationId)
			.map(PolicyRows::policy)
			.one()
			.defaultIfEmpty(OrganizationPolicy.NONE)
			.timeout(this.settings.timeout())
			.onErrorMap(this::unavailable);
	}

	@Override
	public Mono<Void> put(String organizationId, OrganizationPolicy policy, String changedBy) {
		return this.database.sql(PUT)
			.bind(0, organizationId)
			.bind(1, Parameters.in(R2dbcType.BIGINT, seconds(policy.defaultTtl())))
			.bind(2, Parameters.in(R2dbcType.BIGINT, seconds(policy.maxTtl())))
			.bind(3, Parameters.in(R2dbcType.VARCHAR, roles(policy.allowedRoles())))
			.bind(4, joined(policy.domains().allowed(), DomainPattern::value))
			.bind(5, joined(policy.domains().denied(), DomainPattern::value))
			.bind(6, Parameters.in(R2dbcType.VARCHAR, name(policy.resend())))
			.bind(7, Parameters.in(R2dbcType.INTEGER, policy.dailyQuota()))
			.bind(8, Parameters.in(R2dbcType.INTEGER, policy.ratePerMinute()))
			.bind(9, changedBy)
			.then()
			.timeout(this.settings.timeout())
			.onErrorMap(this::unavailable);
	}

	private static OrganizationPolicy policy(Readable row) {
		return new OrganizationPolicy(duration(row.get("default_ttl", Long.class)),
				duration(row.get("max_ttl", Long.class)), roles(row.get("allowed_roles", String.class)),
				new DomainRule(domains(Columns.required(row, "allowed_domains", String.class)),
						domains(Columns.required(row, "denied_domains", String.class))),
				resend(row.get("resend", String.class)), row.get("daily_quota", Integer.class),
				row.get("rate_per_minute", Integer.class));
	}

	private static @Nullable String name(@Nullable ResendPolicy resend) {
		return (resend != null) ? resend.name() : null;
	}

	private static @Nullable ResendPolicy resend(@Nullable String name) {
		return (name != null) ? ResendPolicy.valueOf(name) : null;
	}

	private static @Nullable Long seconds(@Nullable Duration duration) {
		return (duration != null) ? duration.toSeconds() : null;
	}

	private static @Nullable Duration duration(@Nullable Long seconds) {
		return (seconds != null) ? Duration.ofSeconds(seconds) : null;
	}

	private static @Nullable String roles(@Nullable SortedSet<Role> roles) {
		return (roles != null) ? joined(roles, Role::name) : null;
	}

	private static <T> String joined(Collection<T> all, Function<T, String> text) {
		return all.stream().map(text).collect(Collectors.joining(","));
	}

	private static @Nullable SortedSet<Role> roles(@Nullable String joined) {
		return (joined != null) ? split(joined, Role::new) : null;
	}

	private static SortedSet<DomainPattern> domains(String joined) {
		return split(joined, DomainPattern::new);
	}

	/** Neither roles nor domains hold a comma. */
	private static <T> SortedSet<T> split(String joined, Function<String, T> parse) {
		return Arrays.stream(joined.split(","))
			.filter((text) -> !text.isEmpty())
			.map(parse)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private ProblemException unavailable(Throwable cause) {
		return new ProblemException(
				Problem.passing(ProblemCode.DATABASE_UNAVAILABLE,
						"The rules of your organization cannot be reached; try again.", this.settings.retryAfter()),
				cause);
	}

}
