-- Practices, their people, passwords, sessions, failed tries and the audit chains: what a log-in needs.
-- Times are milliseconds since 1970 (UTC). Ids are UUID version 7. The PostgreSQL file of the same name makes the same tables.

CREATE TABLE instance_fact (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE practice (
    id          BLOB    NOT NULL PRIMARY KEY,
    practice_id TEXT    NOT NULL UNIQUE, -- the 7 characters of the Practice ID, without dashes
    name        TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL
);

CREATE TABLE users (
    id             BLOB    NOT NULL PRIMARY KEY,
    practice       BLOB    NOT NULL REFERENCES practice (id),
    username       TEXT    NOT NULL, -- folded: lower case, no spaces
    first_name     TEXT    NOT NULL,
    last_name      TEXT    NOT NULL,
    email          TEXT,
    phone          TEXT,
    level          TEXT    NOT NULL,
    administrator  BOOLEAN NOT NULL,
    deactivated_at BIGINT,
    last_log_in_at BIGINT,
    created_at     BIGINT  NOT NULL,
    updated_at     BIGINT  NOT NULL,
    version        BIGINT  NOT NULL, -- rises with each change: two editors at once are noticed
    UNIQUE (practice, username)
);

-- Apart from the users, so that no list of people can ever carry a hash along.
CREATE TABLE user_password (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id),
    phc    TEXT   NOT NULL,
    set_at BIGINT NOT NULL
);

CREATE TABLE session (
    id           BLOB   NOT NULL PRIMARY KEY,
    token_hash   BLOB   NOT NULL UNIQUE,
    user_id BLOB NOT NULL REFERENCES users (id),
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    ended_at     BIGINT,
    end_reason   TEXT,
    browser      TEXT   NOT NULL,
    network      TEXT   NOT NULL
);
CREATE INDEX session_of_user ON session (user_id, ended_at);

-- Failed tries, keyed by a MAC of what was typed: unknown identifiers are counted alike, and nothing typed is stored.
CREATE TABLE failed_tries (
    counter    BLOB   NOT NULL PRIMARY KEY,
    network    BLOB,           -- set on counters of identifier plus network: how many identifiers fail from one place
    tries      BIGINT NOT NULL,
    wait_until BIGINT NOT NULL,
    last_at    BIGINT NOT NULL
);
CREATE INDEX failed_tries_of_network ON failed_tries (network, last_at);
CREATE INDEX failed_tries_by_age ON failed_tries (last_at);

-- Audit: one keyed hash chain for each practice and one for the public door.
CREATE TABLE audit_chain (
    id   TEXT   NOT NULL PRIMARY KEY, -- the practice's id, or 'door'
    seq  BIGINT NOT NULL,
    mac  BLOB   NOT NULL
);

CREATE TABLE audit_entry (
    chain    TEXT   NOT NULL,
    seq      BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    actor    BLOB,          -- the user who did it; none for the public door and the operator
    subject  BLOB,          -- the user it was done to
    practice BLOB,
    kind     TEXT   NOT NULL,
    network  TEXT   NOT NULL,
    detail   TEXT   NOT NULL, -- JSON: what, before and after
    mac      BLOB   NOT NULL,
    PRIMARY KEY (chain, seq)
);
CREATE INDEX audit_entry_of_subject ON audit_entry (subject, at);
