-- Usernames by what they are one slip away from: the name, the name without each one of its characters, and its letters alone, as hashes
-- of 64 bits with the practice. A mistyped name is found by looking up its own, without reading the practice's names. The PostgreSQL file of
-- the same name makes the same table.

CREATE TABLE username_key (
    key     BIGINT NOT NULL,
    user_id BLOB   NOT NULL REFERENCES users (id),
    PRIMARY KEY (key, user_id)
);
CREATE INDEX username_key_of_user ON username_key (user_id);
