-- The phone that a person's security codes go to, and a change of it under way. The number in users.phone is for calling somebody and
-- proves nothing. The PostgreSQL file of the same name makes the same tables.

CREATE TABLE phone (
    user_id     BLOB   NOT NULL PRIMARY KEY REFERENCES users (id),
    practice    BLOB   NOT NULL REFERENCES practice (id),
    number      TEXT   NOT NULL, -- E.164
    kind        TEXT   NOT NULL, -- mobile, landline, voip, unknown
    prefers     TEXT   NOT NULL, -- sms, voice
    verified_at BIGINT NOT NULL
);
CREATE INDEX phone_of_number ON phone (practice, number);

CREATE TABLE phone_change (
    user_id       BLOB   NOT NULL PRIMARY KEY REFERENCES users (id),
    owner         BLOB   NOT NULL, -- the session or log-in that began it: no other may go on with it
    flow          BLOB   NOT NULL, -- its codes belong to it
    number        TEXT,            -- the new one; none to remove
    kind          TEXT   NOT NULL,
    prefers       TEXT   NOT NULL,
    old_proven_at BIGINT,          -- a code that went to the number before was right
    created_at    BIGINT NOT NULL
);
