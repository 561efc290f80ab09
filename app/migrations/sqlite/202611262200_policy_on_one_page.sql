-- What a practice asks of passwords, whether resets ask the security question, and from where its people may work. What is NULL is as the
-- operator's configuration says. The PostgreSQL file of the same name makes the same tables.

ALTER TABLE security_policy ADD COLUMN password_length    BIGINT;  -- 8 to 64 characters
ALTER TABLE security_policy ADD COLUMN password_days      BIGINT;  -- 60, 90, 180, 365; 0: never
ALTER TABLE security_policy ADD COLUMN passwords_since    BIGINT;  -- set before then, a password must be changed
ALTER TABLE security_policy ADD COLUMN security_question  TEXT;    -- off, optional, required
ALTER TABLE security_policy ADD COLUMN networks           TEXT    NOT NULL DEFAULT '';  -- with spaces between; empty: from anywhere
ALTER TABLE security_policy ADD COLUMN administrators_too BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE security_policy ADD COLUMN changed_in         TEXT    NOT NULL DEFAULT '{}'; -- JSON: section, the version that changed it last

-- The last network outside of these from which the session was tried, so that the trail tells each once.
ALTER TABLE session ADD COLUMN refused_network TEXT;
