-- What a new person is sent to set their account up. The link is derived from the id, the Practice Access Code from the practice and its
-- generation; neither is stored. The SQLite file of the same name makes the same tables.

CREATE TABLE invitation (
    id          UUID   NOT NULL PRIMARY KEY, -- the link in the message belongs to it
    user_id     UUID   NOT NULL REFERENCES users (id),
    practice    UUID   NOT NULL REFERENCES practice (id),
    created_by  UUID   NOT NULL REFERENCES users (id),
    created_at  BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    address     TEXT   NOT NULL, -- where it was sent to
    tries       BIGINT NOT NULL, -- wrong Practice Access Codes; five close it
    opened_at   BIGINT,          -- the person pressed the button behind the link
    accepted_at BIGINT,          -- the password was set
    ended_at    BIGINT,          -- it does not work any more
    outcome     TEXT             -- why
);
-- One invitation at a time for each person: the newest.
CREATE UNIQUE INDEX invitation_open ON invitation (user_id) WHERE accepted_at IS NULL AND ended_at IS NULL;
CREATE INDEX invitation_by_end ON invitation (ended_at);
CREATE INDEX invitation_by_accepted ON invitation (accepted_at);

-- Which Practice Access Code of the practice holds; rises when a new one is made, and when a backup is restored.
ALTER TABLE practice ADD COLUMN access_code_generation BIGINT NOT NULL DEFAULT 1;
