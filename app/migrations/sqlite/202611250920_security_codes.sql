-- Security codes sent to a phone. A row says for whom, for what and how long; the digits are derived from it when they are sent or
-- compared, so that nobody who reads this table, or a backup of it, has a code. The PostgreSQL file of the same name makes the same tables.

CREATE TABLE security_code (
    id           BLOB   NOT NULL PRIMARY KEY,
    purpose      TEXT   NOT NULL,
    flow         BLOB   NOT NULL,             -- what it was asked for; it fits nothing else
    user_id      BLOB   NOT NULL REFERENCES users (id),
    practice     BLOB   NOT NULL REFERENCES practice (id),
    recipient    TEXT   NOT NULL,             -- the number, E.164
    channel      TEXT   NOT NULL,             -- of the last send
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,             -- sending again does not move it
    tries        BIGINT NOT NULL,
    sends        BIGINT NOT NULL,
    last_sent_at BIGINT NOT NULL,
    used_at      BIGINT,
    ended_at     BIGINT                       -- a newer code took its place
);
CREATE INDEX security_code_of_flow ON security_code (flow, purpose);
CREATE INDEX security_code_open ON security_code (user_id, purpose) WHERE used_at IS NULL AND ended_at IS NULL;

-- When codes were sent to a person or to a number, within a day. The row is locked while one more is counted.
CREATE TABLE code_budget (
    counter    BLOB  NOT NULL PRIMARY KEY, -- a MAC of person or number
    sent_at    TEXT   NOT NULL,             -- times in milliseconds, with commas between
    changed_at BIGINT NOT NULL
);

-- The gateway's name for a text or call: its later reports use it.
ALTER TABLE outbox ADD COLUMN vendor_id TEXT;
