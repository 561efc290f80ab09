-- A person who resets their own password, or asks an administrator of the practice to do it.

-- Asked for at the public page, by anybody for any name: answered alike at once, looked up afterwards by the worker, then deleted. So the
-- page does the same work for every name. The SQLite file of the same name makes the same tables.
CREATE TABLE reset_request (
    id          UUID   NOT NULL PRIMARY KEY,
    practice_id TEXT   NOT NULL, -- folded
    username    TEXT   NOT NULL, -- folded
    wish        TEXT   NOT NULL, -- 'link' (by mail) or 'administrator' (ask one)
    locale      TEXT   NOT NULL,
    network     TEXT   NOT NULL,
    browser     TEXT   NOT NULL,
    created_at  BIGINT NOT NULL
);

-- password_reset.way has a third value, 'self': a link that the person asked for. It leads by the security question.
ALTER TABLE password_reset ADD COLUMN answered_at BIGINT;
ALTER TABLE password_reset ADD COLUMN wrong_answers BIGINT NOT NULL DEFAULT 0;

-- The question is one of a list, by name; the answer is hashed like a password.
CREATE TABLE security_question (
    user_id  UUID   NOT NULL PRIMARY KEY REFERENCES users (id),
    question TEXT   NOT NULL,
    phc      TEXT   NOT NULL,
    set_at   BIGINT NOT NULL
);

-- "Ask my administrator": a card under EHR Users until somebody acts on it.
CREATE TABLE admin_request (
    id         UUID    NOT NULL PRIMARY KEY,
    practice   UUID    NOT NULL REFERENCES practice (id),
    user_id    UUID    NOT NULL REFERENCES users (id),
    proven     BOOLEAN NOT NULL, -- came through a link in the person's own mail
    network    TEXT    NOT NULL,
    browser    TEXT    NOT NULL,
    created_at BIGINT  NOT NULL,
    closed_at  BIGINT,
    closed_by  UUID    REFERENCES users (id),
    outcome    TEXT              -- 'reset', 'password-set' or 'dismissed'
);
-- One open request a person; also what the cards of a practice are read from.
CREATE UNIQUE INDEX admin_request_open ON admin_request (user_id) WHERE closed_at IS NULL;
CREATE INDEX admin_request_of_practice ON admin_request (practice, created_at) WHERE closed_at IS NULL;

-- What is over is deleted after a while; the audit trail keeps the story. Found by age, however much there is.
CREATE INDEX session_by_age ON session (expires_at);
CREATE INDEX outbox_by_age ON outbox (created_at);
CREATE INDEX password_reset_by_age ON password_reset (expires_at);
CREATE INDEX admin_request_by_age ON admin_request (closed_at);
