package dev.missioncontrol.invite.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A ledger as it looks after a year: most invites are accepted, the others expired,
 * revoked, failed or under way. The same number gives the same invites, but for the
 * times, which count back from now.
 */
public final class ManyInvites {

	/** The organization that has three of ten invites. */
	public static final String LARGEST = "org-1";

	/** Who asked for half of that organization's invites. */
	public static final String PROVISIONING = "client|provisioning";

	private static final String STORIES = """
			create temporary table story as
			select n, organization, email, roles, requested_by, requested_at, expires_at, fate,
				(lpad(to_hex((extract(epoch from requested_at) * 1000)::bigint), 12, '0') || '7'
					|| substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid as id,
				case
					when fate = 'accepted' then 5
					when fate = 'failed' then 2
					when expires_at < now() then 3 + n % 2
					else n % 5
				end as progress
			from (
				select n, organization,
					(array['ada', 'bela', 'cho', 'dora', 'emil', 'fay', 'grace', 'hedy', 'ivan', 'joan', 'kay', 'lin',
						'mary', 'nils', 'olga', 'pia', 'quinn', 'rosa', 'sam', 'tim', 'ute', 'vera', 'wim', 'yara',
						'zoe'])[1 + floor(random() * 25)] || n || '@d' || n % 50 || '.example.com' as email,
					case
						when random() < 0.6 then '{read}'
						when random() < 0.8 then '{read,write}'
						when random() < 0.999 then '{admin}'
						else '{auditor}'
					end::text[] as roles,
					case
						when organization = 'org-1' and n % 2 = 0 then 'client|provisioning'
						else 'auth0|' || organization || '-admin-' || floor(random() * 20)
					end as requested_by,
					requested_at,
					requested_at + (array['1 day', '3 days', '7 days', '30 days'])[1 + n % 4]::interval as expires_at,
					case
						when luck < 0.70 then 'accepted'
						when luck < 0.74 then 'revoked'
						when luck < 0.76 then 'failed'
						else 'open'
					end as fate
				from (
					select n,
						'org-' || case when random() < 0.3 then 1 else 2 + floor(random() * ((select organizations from many) - 1)) end as organization,
						date_trunc('milliseconds', now() - random() * interval '365 days') as requested_at,
						random() as luck
					from generate_series(1, (select invites from many)) as n) as drawn) as told""";

	private static final String MILESTONES = """
			insert into invite_milestone (invite_id, generation, milestone, detail, at)
			select id, 1, milestone, detail, requested_at + step * interval '1 minute'
			from story cross join (values (0, 'requested', ''), (1, 'signed', ''), (2, 'identified', ''),
				(3, 'notified', ''), (4, 'opened', ''), (5, 'accepted', 'auth0|somebody')) as steps (step, milestone, detail)
			where step <= progress
			union all
			select id, 1, 'notification-failed', 'track: gave-up', requested_at + interval '1 hour'
			from story where fate = 'failed'
			union all
			select id, 1, 'revoke-requested', 'auth0|admin', requested_at + interval '2 hours'
			from story where fate = 'revoked'""";

	/** The sweeper has come to nearly all that expired. */
	private static final String CLOSINGS = """
			insert into invite_closing (invite_id, reason, at, generation, closed_by)
			select id, fate, requested_at + interval '2 hours', 1, 'auth0|somebody'
			from story where fate in ('accepted', 'revoked')
			union all
			select id, 'expired', expires_at, 1, null
			from story where fate in ('open', 'failed') and expires_at < now() and n % 20 > 0""";

	private static final String INVITES = """
			insert into invite (id, generation, organization_id, organization_name, email, roles, requested_by,
				requested_at, renewed_at, expires_at, metadata, standing)
			select id, 1, organization, organization, email, roles, requested_by, requested_at, requested_at, expires_at,
				'{}', invite_standing(1, c.reason, c.generation, array(
					select m.milestone from invite_milestone m where m.invite_id = id and m.generation = 1))
			from story left join invite_closing c on c.invite_id = id order by n""";

	private ManyInvites() {
	}

	/**
	 * Fills an empty ledger.
	 * @param connection to a database with all its tables
	 * @param invites how many
	 * @param organizations of how many organizations
	 * @throws SQLException when that fails
	 */
	public static void fill(Connection connection, int invites, int organizations) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("select setseed(0.5)");
			statement.execute("create temporary table many as select " + invites + " as invites, " + organizations
					+ " as organizations");
			statement.execute(STORIES);
			statement.execute("insert into invite_lock (id) select id from story");
			statement.execute(MILESTONES);
			statement.execute(CLOSINGS);
			statement.execute("analyze invite_milestone, invite_closing");
			statement.execute(INVITES);
			statement.execute("drop table story, many");
			statement.execute("vacuum analyze invite, invite_milestone, invite_closing, invite_lock");
		}
	}

}
