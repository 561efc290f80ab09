-- Resets of passwords. No link and no code is stored: both are derived from the row's id and a key outside of the database.

CREATE TABLE password_reset (
    id           UUID   NOT NULL PRIMARY KEY,
    user_id      UUID   NOT NULL REFERENCES users (id),
    practice     UUID   NOT NULL REFERENCES practice (id),
    way          TEXT   NOT NULL, -- 'code' (told in person) or 'link' (by mail)
    created_by   UUID   REFERENCES users (id),
    created_at   BIGINT NOT NULL,
    valid_from   BIGINT NOT NULL, -- later than created_at where a day must pass
    expires_at   BIGINT NOT NULL,
    opened_at    BIGINT,
    used_at      BIGINT,
    cancelled_at BIGINT,
    tries        BIGINT NOT NULL
);
CREATE INDEX password_reset_of_user ON password_reset (user_id, created_at);

-- Who told the code this password was set with: asked about after the next log-in, then cleared.
ALTER TABLE user_password ADD COLUMN told_by UUID REFERENCES users (id);

-- When the address was last changed: a link to another administrator's new address waits a day, or changing it would open the account.
ALTER TABLE users ADD COLUMN email_set_at BIGINT NOT NULL DEFAULT 0;
