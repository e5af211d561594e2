-- The transaction that last changed what lists show of an invite. Who reads changes goes
-- by it: all that transactions below the oldest open one have changed is there to be seen.
-- What was there before counts as changed before everything.
alter table invite add column changed_in xid8 not null default '0';
alter table invite alter column changed_in set default pg_current_xact_id();

create index invite_changed on invite (organization_id, changed_in, id);

-- Tells this ledger from one that is built again, whose changes are others.
alter table closing_adoption add column ledger uuid not null default gen_random_uuid();
