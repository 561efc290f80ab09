-- Practices that sign up by themselves. The PostgreSQL file of the same name makes the same tables.

-- Asked for with an address alone; the practice is made once the link was opened. The link is derived from the id.
CREATE TABLE sign_up (
    id         BLOB   NOT NULL PRIMARY KEY, -- the link in the message belongs to it
    address    TEXT   NOT NULL,             -- as typed: where the link goes, and the first administrator's address
    folded     TEXT   NOT NULL,             -- as compared
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at   BIGINT,                      -- it does not work any more
    practice   BLOB   REFERENCES practice (id) -- what it made
);
-- One at a time for each address: the newest.
CREATE UNIQUE INDEX sign_up_open ON sign_up (folded) WHERE ended_at IS NULL;
CREATE INDEX sign_up_by_end ON sign_up (ended_at);
CREATE INDEX sign_up_by_age ON sign_up (expires_at);

-- The message goes out before there is a practice. SQLite can't drop a NOT NULL: the table is written anew. Nothing refers to it.
CREATE TABLE outbox_new (
    id         BLOB NOT NULL PRIMARY KEY,
    practice   BLOB REFERENCES practice (id), -- none: to somebody who has none yet
    user_id    BLOB REFERENCES users (id),
    channel    TEXT   NOT NULL,
    kind       TEXT   NOT NULL,
    recipient  TEXT   NOT NULL,
    locale     TEXT   NOT NULL,
    params     TEXT   NOT NULL,
    reference  BLOB,
    state      TEXT   NOT NULL,
    attempts   BIGINT NOT NULL,
    next_at    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at    BIGINT,
    error      TEXT,
    vendor_id  TEXT,
    cause      TEXT
);
INSERT INTO outbox_new SELECT id, practice, user_id, channel, kind, recipient, locale, params, reference, state, attempts, next_at, created_at,
       sent_at, error, vendor_id, cause FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (next_at) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_of_reference ON outbox (reference, created_at);
CREATE INDEX outbox_of_user ON outbox (user_id, created_at);
CREATE INDEX outbox_by_age ON outbox (created_at);
CREATE INDEX outbox_of_practice ON outbox (practice, created_at);
