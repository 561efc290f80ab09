-- The user agreement: every version with its text, and who agreed to it. The PostgreSQL file of the same name makes the same tables.

CREATE TABLE agreement (
    version  TEXT   NOT NULL PRIMARY KEY,
    hash     TEXT   NOT NULL, -- SHA-256 of the texts
    text_en  TEXT   NOT NULL,
    text_es  TEXT,
    first_at BIGINT NOT NULL
);

CREATE TABLE agreement_consent (
    user_id      BLOB    NOT NULL REFERENCES users (id),
    version      TEXT    NOT NULL REFERENCES agreement (version),
    agreed_at    BIGINT  NOT NULL,
    for_practice BOOLEAN NOT NULL, -- by an administrator, who agrees for the practice too
    language     TEXT    NOT NULL,
    network      TEXT    NOT NULL,
    browser      TEXT    NOT NULL,
    PRIMARY KEY (user_id, version)
);
