-- When the person of a session last proved in full who they are: at the log-in, or since. 0: not in full. The PostgreSQL file of the same
-- name makes the same tables.

ALTER TABLE session ADD COLUMN confirmed_at BIGINT NOT NULL DEFAULT 0;
