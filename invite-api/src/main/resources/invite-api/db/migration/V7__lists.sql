-- Where an invite stands, but for the clock: InviteStatus.standing in SQL. A test holds
-- both together over all combinations. Whoever changes it computes all rows again.
create function invite_standing(generation integer, closed text, closed_generation integer, reached text[])
returns text language sql immutable parallel safe
return case
	when closed in ('accepted', 'revoked') then closed
	when closed = 'expired' and generation <= closed_generation then 'expired'
	when 'opened' = any (reached) then 'opened'
	when 'notified' = any (reached) then 'notified'
	when 'notification-failed' = any (reached) then 'failed'
	when 'signed' = any (reached) or 'identified' = any (reached) then 'signed'
	when 'signing-failed' = any (reached) then 'failed'
	else 'requested'
end;

alter table invite add column standing text collate "C" not null default 'requested';

update invite set standing = derived.standing
from (
	select i.id, invite_standing(i.generation, c.reason, c.generation, array(
		select m.milestone from invite_milestone m where m.invite_id = i.id and m.generation = i.generation)) as standing
	from invite i left join invite_closing c on c.invite_id = i.id) as derived
where invite.id = derived.id and invite.standing <> derived.standing;

-- A row for each invite that anything is known of, for transactions to take turns at it.
create table invite_lock (
	id uuid primary key
);

insert into invite_lock (id)
select id from invite union select invite_id from invite_milestone union select invite_id from invite_closing;

-- One for each order of a list, and for each filter that leaves few over. The id makes
-- every order total, so that pages meet.
create index invite_requested on invite (organization_id, requested_at, id);
-- With the time of the request at its end, so that what was requested at other times is
-- skipped in the index.
create index invite_expires on invite (organization_id, expires_at, id, requested_at);
create index invite_email on invite (organization_id, email, requested_at, id);
create index invite_standing_requested on invite (organization_id, standing, requested_at, id);
create index invite_standing_expires on invite (organization_id, standing, expires_at, id);
create index invite_requested_by on invite (organization_id, requested_by, requested_at, id);
create index invite_roles on invite (organization_id, roles, requested_at, id);
