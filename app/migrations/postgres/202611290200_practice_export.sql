-- What a practice takes out: who asked for it, why, and the archive until it was fetched or its time is over.
CREATE TABLE practice_export (
    id           UUID     NOT NULL PRIMARY KEY,
    practice     UUID     NOT NULL REFERENCES practice (id),
    patient      UUID,              -- of one patient; none: of everything
    actor        UUID,              -- a person of the practice; none for the operator and the schedule
    facility     UUID,              -- where they were
    network      TEXT    NOT NULL, -- from where they asked
    reason       TEXT    NOT NULL,
    scheduled    BOOLEAN NOT NULL, -- goes to the operator's store
    state        TEXT    NOT NULL,
    sealed       TEXT    NOT NULL, -- the passphrase, under the instance's key; empty once the archive is made
    counts       TEXT    NOT NULL, -- JSON: what is in it
    done         BIGINT  NOT NULL, -- patients that are written
    total        BIGINT  NOT NULL, -- of so many
    size         BIGINT  NOT NULL, -- of the archive, in bytes
    digest       TEXT    NOT NULL, -- its SHA-256
    downloads    BIGINT  NOT NULL, -- how often it was fetched
    ready_until  BIGINT  NOT NULL, -- deleted then
    attempts     BIGINT  NOT NULL,
    leased_until BIGINT  NOT NULL, -- a node works on it until then
    created_at   BIGINT  NOT NULL,
    changed_at   BIGINT  NOT NULL
);
CREATE INDEX practice_export_of_practice ON practice_export (practice, created_at);
CREATE INDEX practice_export_waiting ON practice_export (state, created_at);
CREATE INDEX practice_export_ready ON practice_export (state, ready_until);
-- The archive.
CREATE TABLE practice_export_piece (
    export UUID   NOT NULL REFERENCES practice_export (id),
    number BIGINT NOT NULL,
    bytes  BYTEA   NOT NULL,
    PRIMARY KEY (export, number)
);
-- Exports that come by themselves, to the operator's store.
CREATE TABLE export_schedule (
    practice   UUID    NOT NULL PRIMARY KEY REFERENCES practice (id),
    every      TEXT   NOT NULL, -- week, month; empty: not any more
    sealed     TEXT   NOT NULL, -- the passphrase, under the instance's key
    next_at    BIGINT NOT NULL,
    changed_by UUID    NOT NULL,
    changed_at BIGINT NOT NULL,
    version    BIGINT NOT NULL
);
CREATE INDEX export_schedule_due ON export_schedule (next_at) WHERE every <> '';
