-- When each invite that has not ended is to be looked at again: when its link will soon no
-- longer work, and when it no longer does. Follows from the tables of the ledger, and is
-- emptied together with them.
create table invite_deadline (
	invite_id uuid primary key references invite on delete cascade,
	next_at timestamptz not null
);

create index invite_deadline_next on invite_deadline (next_at);

insert into invite_deadline (invite_id, next_at)
select i.id, now() from invite i
where not exists (
	select from invite_closing c
	where c.invite_id = i.id and (c.reason in ('accepted', 'revoked') or c.generation >= i.generation));

-- Of which generations it was decided that they expire soon, and whether that is known to
-- be on invite.reminders: the memory of what was told, which a ledger that is built again
-- keeps.
create table invite_reminder (
	invite_id uuid not null,
	generation integer not null,
	organization_id text collate "C" not null,
	organization_name text collate "C" not null,
	expires_at timestamptz not null,
	-- When it was time to tell.
	at timestamptz not null,
	published boolean not null default false,
	-- Until when an instance has it in hand.
	taken_until timestamptz,
	primary key (invite_id, generation)
);

create index invite_reminder_unpublished on invite_reminder (at) where not published;
create index invite_reminder_expires on invite_reminder (expires_at);

-- Until when an instance has a decision in hand, so that no other one publishes it, too.
alter table closing_outbox add column taken_until timestamptz;
