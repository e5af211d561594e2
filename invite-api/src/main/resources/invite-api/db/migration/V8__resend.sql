-- The last number of a generation that was given out. Numbers may stay unused.
create table invite_generation (
	invite_id uuid primary key,
	last integer not null
);

-- Who is invited: the one place that a person has in an organization. Taken before the
-- command is in the log, so that of many requests one gets it; whether it is still taken is
-- judged at use, by these times and by the ledger.
create table pending_invite (
	organization_id text collate "C" not null,
	email text collate "C" not null,
	invite_id uuid not null,
	generation integer not null,
	taken_at timestamptz not null default now(),
	-- Whether the command is in the log.
	written boolean not null,
	-- When the link of this generation stops working.
	expires_at timestamptz not null,
	primary key (organization_id, email)
);

create index invite_address on invite (organization_id, email);

-- A request may end with another command than the one that it began with: the envelope is
-- kept, too. Null in older rows, whose commands are of the kind that is asked for.
alter table idempotency_key add column type text, add column invite_id uuid;
