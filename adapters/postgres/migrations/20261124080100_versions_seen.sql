-- How many imports and rollbacks had changed the department when an import was compared: while none was added
-- since, what its preview said of each row is what applying it does. null: compared before this was kept.
alter table xueye.import_batch add column versions_seen integer check (versions_seen >= 0);
