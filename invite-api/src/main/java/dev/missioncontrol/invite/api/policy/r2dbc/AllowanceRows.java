package dev.missioncontrol.invite.api.policy.r2dbc;

import java.time.Duration;
import java.util.Objects;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.policy.Allowance;
import dev.missioncontrol.invite.api.policy.Allowances;
import dev.missioncontrol.invite.api.policy.OrganizationPolicy;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code invite_allowance}. One statement looks and counts, so that however
 * many ask at once, no more are granted than there are. Times are the database's.
 */
final class AllowanceRows implements Allowances {

	/**
	 * The minute is counted by the generic cell rate algorithm (ITU-T I.371): each invite
	 * pays for a sixtieth of a minute divided by the rate, and nobody may have paid for
	 * more than a minute ahead.
	 */
	private static final String TAKE = """
			insert into invite_allowance as a (organization_id, day, used, paid_until)
			values ($1, (now() at time zone 'UTC')::date, 1,
				now() + coalesce(60.0 / $3::integer, 0) * interval '1 s')
			on conflict (organization_id) do update set
				used = case when a.day = excluded.day then a.used + 1 else 1 end,
				day = excluded.day,
				paid_until = greatest(a.paid_until, now()) + (excluded.paid_until - now())
			where ($2::integer is null or a.day <> excluded.day or a.used < $2)
				and ($3 is null
					or greatest(a.paid_until, now()) + (excluded.paid_until - now()) <= now() + interval '60 s')
			returning used""";

	private static final String LOOK = """
			select $2::integer is not null and used >= $2 and day = (now() at time zone 'UTC')::date as day_is_over,
				cast(ceil(extract(epoch from (date_trunc('day', now() at time zone 'UTC') + interval '1 day')
					- (now() at time zone 'UTC'))) as bigint) as until_tomorrow,
				cast(ceil(extract(epoch from paid_until - now()) + coalesce(60.0 / $3::integer, 0) - 60) as bigint)
					as until_next
			from invite_allowance where organization_id = $1""";

	private static final String GIVE_BACK = """
			update invite_allowance set used = used - 1
			where organization_id = $1 and used > 0 and day = (now() at time zone 'UTC')::date""";

	private final DatabaseClient database;

	private final PolicySettings settings;

	AllowanceRows(DatabaseClient database, PolicySettings settings) {
		this.database = database;
		this.settings = settings;
	}

	@Override
	public Mono<Allowance> take(String organizationId, OrganizationPolicy policy) {
		return bound(TAKE, organizationId, policy).map((_) -> (Allowance) new Allowance.Granted())
			.one()
			.switchIfEmpty(
					Mono.defer(() -> bound(LOOK, organizationId, policy).map((row) -> exhausted(row, policy)).one()))
			.timeout(this.settings.timeout())
			.onErrorMap(this::unavailable);
	}

	private DatabaseClient.GenericExecuteSpec bound(String sql, String organizationId, OrganizationPolicy policy) {
		return this.database.sql(sql)
			.bind(0, organizationId)
			.bind(1, Parameters.in(R2dbcType.INTEGER, policy.dailyQuota()))
			.bind(2, Parameters.in(R2dbcType.INTEGER, policy.ratePerMinute()));
	}

	private static Allowance exhausted(Readable row, OrganizationPolicy policy) {
		if (Columns.required(row, "day_is_over", Boolean.class)) {
			return new Allowance.Exhausted(Allowance.Limit.DAY, Objects.requireNonNull(policy.dailyQuota()),
					seconds(row, "until_tomorrow"));
		}
		return new Allowance.Exhausted(Allowance.Limit.MINUTE, Objects.requireNonNullElse(policy.ratePerMinute(), 1),
				seconds(row, "until_next"));
	}

	private static Duration seconds(Readable row, String column) {
		return Duration.ofSeconds(Math.max(1, Columns.required(row, column, Long.class)));
	}

	@Override
	public Mono<Void> giveBack(String organizationId) {
		return this.database.sql(GIVE_BACK).bind(0, organizationId).then().timeout(this.settings.timeout());
	}

	private ProblemException unavailable(Throwable cause) {
		return new ProblemException(Problem.passing(ProblemCode.DATABASE_UNAVAILABLE,
				"Whether your organization may invite more people cannot be told; try again.",
				this.settings.retryAfter()), cause);
	}

}
