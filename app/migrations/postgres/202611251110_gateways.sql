-- Gateways for texts and calls: why one was not sent, and how many a day there were. The SQLite file of the same name makes the same.

-- One word of a list; the program has the sentences.
ALTER TABLE outbox ADD COLUMN cause TEXT;
-- What an administrator's page counts and lists.
CREATE INDEX outbox_of_practice ON outbox (practice, created_at);

-- Texts and calls of a practice, or of all, in a day. The row is locked while one more is counted.
CREATE TABLE message_day (
    counter BYTEA  NOT NULL PRIMARY KEY, -- a MAC of the practice, or of all
    day     BIGINT NOT NULL,             -- since 1970, UTC
    used    BIGINT NOT NULL
);
