-- Practices that sign up by themselves. The SQLite file of the same name makes the same tables and says what they are.

CREATE TABLE sign_up (
    id         UUID   NOT NULL PRIMARY KEY,
    address    TEXT   NOT NULL,
    folded     TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at   BIGINT,
    practice   UUID   REFERENCES practice (id)
);
CREATE UNIQUE INDEX sign_up_open ON sign_up (folded) WHERE ended_at IS NULL;
CREATE INDEX sign_up_by_end ON sign_up (ended_at);
CREATE INDEX sign_up_by_age ON sign_up (expires_at);

-- The message goes out before there is a practice.
ALTER TABLE outbox ALTER COLUMN practice DROP NOT NULL;
