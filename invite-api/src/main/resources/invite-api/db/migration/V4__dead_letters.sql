-- Why records lie in the topics of dead letters, and whom they are about; nothing of their
-- values. Follows from those topics alone.
create table dead_letter (
	topic text collate "C" not null,
	partition integer not null,
	position bigint not null,
	stage text collate "C" not null,
	consumer text collate "C" not null,
	reason text collate "C" not null,
	detail text collate "C" not null,
	attempts integer not null,
	first_at timestamptz not null,
	last_at timestamptz not null,
	origin_topic text collate "C",
	origin_partition integer,
	origin_offset bigint,
	origin_at timestamptz,
	event_type text collate "C",
	value_bytes integer not null,
	invite_id uuid,
	generation integer,
	organization_id text collate "C",
	expires_at timestamptz,
	replay integer not null,
	primary key (topic, partition, position)
);

-- In the order of lists.
create index dead_letter_last on dead_letter (last_at, topic, partition, position);
create index dead_letter_organization on dead_letter (organization_id, last_at, topic, partition, position);

-- What the ledger buries again when it is built again is the same letter.
create unique index dead_letter_ledger on dead_letter (origin_topic, origin_partition, origin_offset)
	where stage = 'ledger' and origin_topic is not null;
