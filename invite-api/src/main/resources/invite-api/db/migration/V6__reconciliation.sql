-- How far the accounts of the login provider were read, and whose turn it is to read them:
-- one row. Without it they are read again from the beginning, which changes nothing.
create table reconciliation (
	single boolean primary key default true check (single),
	changed_since timestamptz,
	-- Since when it does not get on, because a sign-up's invite is missing here.
	held_since timestamptz,
	due_at timestamptz not null default now(),
	lease_owner uuid,
	lease_until timestamptz
);
