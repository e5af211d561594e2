-- Decisions that are not known to be on invite.closed. Apart from the ledger's own tables,
-- so that those hold nothing but what the topics tell and come out the same when they are
-- built again.
create table closing_outbox (
	invite_id uuid primary key,
	decided_at timestamptz not null default now()
);

create index closing_outbox_decided on closing_outbox (decided_at);

insert into closing_outbox (invite_id, decided_at)
select invite_id, decided_at from invite_closing where published_at is null;

-- A row here says that this ledger has taken over what is on invite.closed, so that it may
-- decide itself. Goes with invite_closing: an empty ledger takes it over first.
create table closing_adoption (
	adopted boolean primary key check (adopted)
);

insert into closing_adoption select true where exists (select from invite_closing);

drop index invite_closing_unpublished;
alter table invite_closing drop column decided_at, drop column published_at;
