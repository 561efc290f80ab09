-- What a practice asks of its people: one row for each practice that has changed anything. Whatever is NULL is as the operator's
-- configuration says. The PostgreSQL file of the same name makes the same tables.

CREATE TABLE security_policy (
    practice     BLOB   NOT NULL PRIMARY KEY REFERENCES practice (id),
    idle_minutes BIGINT,                    -- a session left alone locks after so many minutes: 2 to 60
    version      BIGINT NOT NULL,           -- counts changes, so that two editors notice each other
    changed_at   BIGINT NOT NULL,
    changed_by   BLOB   REFERENCES users (id)
);
