-- Many invites in one upload, and what became of each row. These tables do not follow
-- from the topics; they hold addresses, and are forgotten after a while.
create table invite_batch (
	id uuid primary key,
	organization_id text collate "C" not null,
	organization_name text not null,
	-- On whose behalf the rows are carried out, and what that caller was allowed to do.
	subject text not null,
	roles text[] not null,
	may_replace boolean not null,
	idempotency_key text collate "C",
	-- Nobody is shown a batch that is being received.
	state text not null check (state in ('receiving', 'waiting', 'running', 'done', 'cancelled')),
	total integer,
	created_at timestamptz not null default now(),
	-- The last sign of its upload.
	received_at timestamptz not null default now(),
	finished_at timestamptz,
	-- When it had its last turn, and before when it has no further one.
	served_at timestamptz not null default now(),
	not_before timestamptz not null default now(),
	unique (organization_id, idempotency_key)
);

create index invite_batch_open on invite_batch (served_at) where finished_at is null and state <> 'receiving';
create index invite_batch_received on invite_batch (received_at) where state = 'receiving';
create index invite_batch_finished on invite_batch (finished_at) where finished_at is not null;

-- The request as JSON, in ASCII: with escapes, text can hold what jsonb cannot.
create table invite_batch_row (
	batch_id uuid not null references invite_batch on delete cascade,
	number integer not null,
	request text not null,
	outcome text not null default 'pending',
	invite_id uuid,
	code text,
	errors text,
	primary key (batch_id, number)
) with (fillfactor = 80);

-- Rows that follow each other, worked on by one instance at a time. Who holds a part has
-- begun it; a part that was given back belongs to nobody.
create table invite_batch_part (
	batch_id uuid not null references invite_batch on delete cascade,
	number integer not null,
	first_row integer not null,
	last_row integer not null,
	lease_owner uuid,
	lease_until timestamptz,
	finished boolean not null default false,
	accepted integer not null default 0,
	duplicate integer not null default 0,
	refused integer not null default 0,
	failed integer not null default 0,
	cancelled integer not null default 0,
	primary key (batch_id, number)
);

create index invite_batch_part_open on invite_batch_part (batch_id, number) where not finished;
