-- The e-mail addresses that people log in with, and the claims on them. The address in users.email is for writing to somebody and opens
-- nothing. Several people may claim one address, one of them may have it: whoever proves it first. The SQLite file of the same name makes
-- the same tables.

CREATE TABLE log_in_address (
    id          UUID   NOT NULL PRIMARY KEY, -- links in messages belong to it
    user_id     UUID   NOT NULL REFERENCES users (id),
    practice    UUID   NOT NULL REFERENCES practice (id),
    address     TEXT   NOT NULL, -- as typed
    folded      TEXT   NOT NULL, -- what it is compared by
    claimed_by  UUID   REFERENCES users (id), -- the administrator who began it; none: the person
    claimed_at  BIGINT NOT NULL,
    lapses_at   BIGINT NOT NULL, -- a claim ends then; an address that is verified does not
    sent_at     BIGINT NOT NULL, -- the newest link
    sends       BIGINT NOT NULL, -- links within the hour of the newest
    proven_at   BIGINT,          -- the person pressed the button behind the link
    verified_at BIGINT,          -- logs in from then on
    released_at BIGINT,          -- free again from then on
    outcome     TEXT             -- why
);
-- One address, one person, over all practices; and one claim at a time for each person.
CREATE UNIQUE INDEX log_in_address_verified ON log_in_address (folded) WHERE verified_at IS NOT NULL AND released_at IS NULL;
CREATE UNIQUE INDEX log_in_address_claimed ON log_in_address (user_id) WHERE verified_at IS NULL AND released_at IS NULL;
CREATE INDEX log_in_address_of_user ON log_in_address (user_id, verified_at);
CREATE INDEX log_in_address_by_folded ON log_in_address (folded, sent_at);
CREATE INDEX log_in_address_by_age ON log_in_address (released_at);

-- A reset that is asked for by such an address; practice_id and username are empty then.
ALTER TABLE reset_request ADD COLUMN address TEXT; -- folded
