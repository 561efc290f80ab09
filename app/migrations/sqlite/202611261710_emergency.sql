-- Who may use emergency access; who has used it, why, how it ended, and who looked back on it.
ALTER TABLE users ADD COLUMN emergency_designated BOOLEAN NOT NULL DEFAULT FALSE;
CREATE TABLE emergency_access (
    id          BLOB    NOT NULL PRIMARY KEY,
    practice    BLOB    NOT NULL REFERENCES practice (id),
    user_id     BLOB    NOT NULL REFERENCES users (id),
    session     BLOB    NOT NULL, -- no reference: sessions are deleted after a while
    reason      TEXT    NOT NULL,
    network     TEXT    NOT NULL,
    browser     TEXT    NOT NULL,
    started_at  BIGINT  NOT NULL,
    expires_at  BIGINT  NOT NULL,
    ended_at    BIGINT,
    end_kind    TEXT    NOT NULL, -- empty while it is on
    ended_by    BLOB,
    actions     BIGINT  NOT NULL, -- counted at the end
    reviewed_at BIGINT,
    reviewed_by BLOB,
    outcome     TEXT    NOT NULL, -- empty before the review
    note        TEXT    NOT NULL
);
-- One at a time for a person, and the way from a session and from an acting person to it.
CREATE UNIQUE INDEX emergency_open ON emergency_access (user_id) WHERE ended_at IS NULL;
CREATE INDEX emergency_of_session ON emergency_access (session) WHERE ended_at IS NULL;
CREATE INDEX emergency_of_practice ON emergency_access (practice, started_at);
