-- What ops asked for. These tables do not follow from the topics: they are the memory of
-- what was sent again.
create table replay_job (
	id uuid primary key,
	state text not null check (state in ('planning', 'running', 'completed', 'cancelled', 'failed')),
	selection jsonb not null,
	dry_run boolean not null,
	forced boolean not null,
	rate integer not null,
	requested_by text not null,
	created_at timestamptz not null default now(),
	finished_at timestamptz,
	cancel_requested boolean not null default false,
	-- Number of items that are planned so far.
	total bigint not null default 0,
	-- The next item to look at.
	next_seq bigint not null default 0,
	-- Who works on it, and until when nobody else may.
	lease_owner uuid,
	lease_until timestamptz,
	idempotency_key text,
	fingerprint text,
	unique (requested_by, idempotency_key)
);

create index replay_job_unfinished on replay_job (created_at) where finished_at is null;
create index replay_job_created on replay_job (created_at, id);

-- How far the topic of a range is read, to go on after a crash.
create table replay_position (
	job_id uuid not null references replay_job on delete cascade,
	partition integer not null,
	next_offset bigint not null,
	end_offset bigint not null,
	primary key (job_id, partition)
);

-- One record to send again: where its bytes lie, and what came of it. The number of a
-- forced replay is kept from before it is sent, so that sending it again repeats it.
create table replay_item (
	job_id uuid not null references replay_job on delete cascade,
	seq bigint not null,
	topic text collate "C" not null,
	partition integer not null,
	position bigint not null,
	invite_id uuid,
	generation integer,
	replay integer,
	result text,
	at timestamptz,
	primary key (job_id, seq)
);

create index replay_item_letter on replay_item (topic, partition, position) where topic like '%.dlt';

create table replay_result (
	job_id uuid not null references replay_job on delete cascade,
	result text not null,
	count bigint not null,
	primary key (job_id, result)
);

-- Which job has a dead letter in its hands, or sent it; outlives the job.
create table dead_letter_replay (
	topic text collate "C" not null,
	partition integer not null,
	position bigint not null,
	job_id uuid not null,
	sent_at timestamptz,
	primary key (topic, partition, position)
);

create index dead_letter_replay_claimed on dead_letter_replay (job_id) where sent_at is null;

-- The last number of a forced replay that was given out.
create table replay_number (
	invite_id uuid not null,
	generation integer not null,
	number integer not null,
	primary key (invite_id, generation)
);
