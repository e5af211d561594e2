-- Rules that organizations set for themselves; null leaves one to the operator. Lifetimes
-- in seconds; roles and domains joined by commas.
create table organization_policy (
	organization_id text collate "C" primary key,
	default_ttl bigint,
	max_ttl bigint,
	allowed_roles text,
	allowed_domains text not null,
	denied_domains text not null,
	resend text,
	daily_quota integer,
	rate_per_minute integer,
	changed_by text not null,
	changed_at timestamptz not null
);

-- How many people an organization invited on a day (UTC), and until when its invites have
-- paid for the rate. Rows of organizations without limits do not exist.
create table invite_allowance (
	organization_id text collate "C" primary key,
	day date not null,
	used integer not null,
	paid_until timestamptz not null
);
