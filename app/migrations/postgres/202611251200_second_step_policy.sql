-- Whether a practice asks its people for a second step, how long they may do without, and how long browsers are trusted. What is NULL is as
-- the operator's configuration says. The SQLite file of the same name makes the same tables.

ALTER TABLE security_policy ADD COLUMN second_step TEXT;   -- off, optional, administrators, all
ALTER TABLE security_policy ADD COLUMN grace_days BIGINT;  -- 0 to 30
ALTER TABLE security_policy ADD COLUMN trust_days BIGINT;  -- 0 to 30; 0: no browser is trusted

-- Since when a second step is required of a person; no row while none is.
CREATE TABLE second_step_required (
    user_id UUID   NOT NULL PRIMARY KEY REFERENCES users (id),
    since   BIGINT NOT NULL
);

-- What the person must do before anything else: second-step, password; NULL: nothing.
ALTER TABLE session ADD COLUMN limited TEXT;
