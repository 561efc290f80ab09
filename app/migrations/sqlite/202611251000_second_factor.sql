-- The second step of a log-in: authenticator apps, recovery codes, log-ins that wait for a code, and browsers that are trusted without one.
-- The PostgreSQL file of the same name makes the same tables.

-- An authenticator app. Its secret is derived from the id and stored nowhere.
CREATE TABLE totp (
    id           BLOB NOT NULL PRIMARY KEY,
    user_id      BLOB NOT NULL REFERENCES users (id),
    created_at   BIGINT NOT NULL,
    confirmed_at BIGINT,          -- null: being set up
    last_step    BIGINT NOT NULL  -- 30 s since 1970, of the last code that was used: none works twice
);
CREATE UNIQUE INDEX totp_in_use ON totp (user_id) WHERE confirmed_at IS NOT NULL;
CREATE INDEX totp_of_user ON totp (user_id);

-- Codes on paper, for who has lost the rest. The first character of a code says which of the ten it is.
CREATE TABLE recovery_code (
    user_id    BLOB NOT NULL REFERENCES users (id),
    place      BIGINT NOT NULL,   -- 0 to 9
    phc        TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    used_at    BIGINT,
    PRIMARY KEY (user_id, place)
);

-- When a person said that they keep their recovery codes.
CREATE TABLE recovery_codes_kept (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id),
    kept_at BIGINT NOT NULL
);

-- A log-in whose password was right and whose second step is due.
CREATE TABLE login_step (
    id            BLOB NOT NULL PRIMARY KEY,
    token_hash    BLOB NOT NULL UNIQUE,
    user_id       BLOB NOT NULL REFERENCES users (id),
    password_hash BLOB NOT NULL,  -- SHA-256 of the stored hash that was compared: a reset meanwhile ends this log-in
    browser       TEXT   NOT NULL,
    network       TEXT   NOT NULL,
    created_at    BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL,
    tries         BIGINT NOT NULL,
    ended_at      BIGINT
);
CREATE INDEX login_step_of_user ON login_step (user_id);
CREATE INDEX login_step_by_age ON login_step (expires_at);

-- Until when a browser needs no code for this person; null: it does. The token changes whenever trust is used; the one before it holds for
-- a minute more, for a log-in that was on its way at the same time.
ALTER TABLE known_browser ADD COLUMN trusted_at BIGINT;
ALTER TABLE known_browser ADD COLUMN trusted_until BIGINT;
ALTER TABLE known_browser ADD COLUMN previous_hash BLOB;
ALTER TABLE known_browser ADD COLUMN rotated_at BIGINT;
CREATE INDEX known_browser_of_previous ON known_browser (previous_hash);
