-- Browsers that a person has logged in from: a new one is told of, a known one has tries of its own. The cookie's token is stored as a
-- hash only. Several people may share a computer: one token, a row for each of them. The PostgreSQL file of the same name makes the same
-- tables.

CREATE TABLE known_browser (
    id            BLOB NOT NULL PRIMARY KEY, -- names it in lists, opens nothing
    user_id       BLOB NOT NULL REFERENCES users (id),
    token_hash    BLOB NOT NULL,
    browser       TEXT   NOT NULL,           -- in words, from a fixed list
    first_network TEXT   NOT NULL,
    last_network  TEXT   NOT NULL,
    first_at      BIGINT NOT NULL,
    last_at       BIGINT NOT NULL,
    UNIQUE (user_id, token_hash)
);
CREATE INDEX known_browser_of_token ON known_browser (token_hash);
CREATE INDEX known_browser_of_user ON known_browser (user_id, last_at);
CREATE INDEX known_browser_by_age ON known_browser (last_at);

-- Since when a person's browsers are noted: before, every browser is new, and none is worth a message.
CREATE TABLE known_browser_since (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id),
    since   BIGINT NOT NULL
);
