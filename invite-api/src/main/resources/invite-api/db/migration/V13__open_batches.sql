-- What an organization has open is counted before it begins another one.
create index invite_batch_unfinished on invite_batch (organization_id) where finished_at is null;
