-- When the run wrote them: who has left or come back since is not put back. 0 for runs of the version before.
ALTER TABLE import_before ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
