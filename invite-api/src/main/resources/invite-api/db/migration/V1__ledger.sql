-- One row per invite, with what its newest generation says. Comparisons of text are by
-- byte, so that they mean the same in every database.
create table invite (
	id uuid primary key,
	generation integer not null,
	organization_id text collate "C" not null,
	organization_name text collate "C" not null,
	email text collate "C" not null,
	roles text[] not null,
	requested_by text collate "C" not null,
	-- When the first generation was asked for.
	requested_at timestamptz not null,
	-- When this generation was.
	renewed_at timestamptz not null,
	expires_at timestamptz not null,
	locale text,
	metadata jsonb not null
);

-- What happened, each thing once, at the earliest time that anybody told. No reference to
-- invite: events come in any order. The detail tells apart what can happen to one
-- generation in several ways.
create table invite_milestone (
	invite_id uuid not null,
	generation integer not null,
	milestone text collate "C" not null,
	detail text collate "C" not null,
	at timestamptz not null,
	primary key (invite_id, generation, milestone, detail)
);

-- How invites ended: the one decision, which no later event changes, and whether it is
-- known to be on invite.closed.
create table invite_closing (
	invite_id uuid primary key,
	reason text not null,
	at timestamptz not null,
	generation integer not null,
	closed_by text,
	decided_at timestamptz not null default now(),
	published_at timestamptz
);

create index invite_closing_unpublished on invite_closing (decided_at) where published_at is null;
