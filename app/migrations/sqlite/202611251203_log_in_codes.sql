-- A code that an administrator tells a person whose second step is lost: for one log-in, in its place. The code is derived from the id and
-- stored nowhere. The PostgreSQL file of the same name makes the same tables.

CREATE TABLE log_in_code (
    id           BLOB   NOT NULL PRIMARY KEY,
    user_id      BLOB   NOT NULL REFERENCES users (id),
    created_by   BLOB   NOT NULL REFERENCES users (id),
    created_at   BIGINT NOT NULL,
    valid_from   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    confirmed_by BLOB   REFERENCES users (id), -- the second administrator, where the code is for another one
    used_at      BIGINT,
    cancelled_at BIGINT,
    known_at     BIGINT                         -- the person said that it was they who used it
);
CREATE INDEX log_in_code_of_user ON log_in_code (user_id, created_at);
