-- When an export was fetched last, or a part of it left: what is on its way is not deleted.
ALTER TABLE practice_export ADD COLUMN fetched_at BIGINT NOT NULL DEFAULT 0;
