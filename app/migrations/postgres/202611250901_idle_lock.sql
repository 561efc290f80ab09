-- A session that nobody uses locks: it goes on where it was once its person has proven who they are. The SQLite file of the same name
-- makes the same tables.

ALTER TABLE session ADD COLUMN locked_at BIGINT;                       -- since when; NULL: open
ALTER TABLE session ADD COLUMN unlock_tries BIGINT NOT NULL DEFAULT 0; -- wrong passwords since it locked

-- Who has chosen a shorter time than their practice's.
CREATE TABLE idle_choice (
    user_id UUID   NOT NULL PRIMARY KEY REFERENCES users (id),
    minutes BIGINT NOT NULL
);
