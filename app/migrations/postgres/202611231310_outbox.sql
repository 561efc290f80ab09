-- Messages to be sent: written in the transaction of the change they tell of, sent by a worker, so that neither can happen alone.
-- A row says what to tell and to whom, never the rendered text: links are derived when a message is sent, so that nobody who reads this
-- table, or a backup of it, holds one. The SQLite file of the same name makes the same table.

CREATE TABLE outbox (
    id         UUID NOT NULL PRIMARY KEY, -- also the Message-ID: sending again is seen to be the same message
    practice   UUID NOT NULL REFERENCES practice (id),
    user_id    UUID REFERENCES users (id), -- none for an address that belongs to no account
    channel    TEXT   NOT NULL,
    kind       TEXT   NOT NULL,
    recipient  TEXT   NOT NULL,           -- as it was then: a later change of address must not redirect a link
    locale     TEXT   NOT NULL,
    params     TEXT   NOT NULL,           -- JSON: names, minutes, a browser in words; no code, no token, no link
    reference  UUID,                      -- the row that the message's link belongs to
    state      TEXT   NOT NULL,           -- queued, sending, sent, failed
    attempts   BIGINT NOT NULL,
    next_at    BIGINT NOT NULL,           -- queued: not before; sending: the worker is taken for dead after
    created_at BIGINT NOT NULL,
    sent_at    BIGINT,
    error      TEXT                       -- of the last attempt, for the operator
);

-- The worker asks every two seconds; sent rows stay out of its way.
CREATE INDEX outbox_due ON outbox (next_at) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_of_reference ON outbox (reference, created_at);
CREATE INDEX outbox_of_user ON outbox (user_id, created_at);
