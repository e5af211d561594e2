-- What each organization's idempotency keys stand for.
create table idempotency_key (
	organization_id text collate "C" not null,
	key text collate "C" not null,
	fingerprint text not null,
	-- The command of the first attempt, byte for byte as it is on Kafka.
	command bytea not null,
	state text not null check (state in ('in-flight', 'released', 'done')),
	attempt integer not null,
	created_at timestamptz not null default now(),
	claimed_at timestamptz not null default now(),
	primary key (organization_id, key)
);

create index idempotency_key_created on idempotency_key (created_at);
