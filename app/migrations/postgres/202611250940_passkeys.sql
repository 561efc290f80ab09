-- Passkeys: log-in, unlock and step-up without a password. The SQLite file of the same name makes the same tables.
CREATE TABLE passkey (
    id            UUID    NOT NULL PRIMARY KEY,
    user_id       UUID    NOT NULL REFERENCES users (id),
    credential_id BYTEA   NOT NULL UNIQUE, -- how the authenticator names it
    credential    TEXT    NOT NULL,        -- public key, counter and flags, as the library writes them (JSON)
    name          TEXT    NOT NULL,        -- chosen by its person
    backed_up     BOOLEAN NOT NULL,        -- kept by a provider too, not on one device alone
    created_at    BIGINT  NOT NULL,
    last_used_at  BIGINT
);
CREATE INDEX passkey_of_user ON passkey (user_id, created_at);

-- Challenges that were answered rightly: none is answered twice. Kept longer than a challenge holds, then swept.
CREATE TABLE redeemed_challenge (
    challenge   BYTEA   NOT NULL PRIMARY KEY, -- SHA-256 of the sealed challenge
    redeemed_at BIGINT  NOT NULL
);
CREATE INDEX redeemed_challenge_by_age ON redeemed_challenge (redeemed_at);
