-- A file of patients on its way into a practice: what it is, what its columns are taken for, what came of it.
CREATE TABLE import_run (
    id           UUID   NOT NULL PRIMARY KEY,
    practice     UUID   NOT NULL REFERENCES practice (id),
    actor        UUID,            -- a person of the practice; none for the operator
    facility     UUID,            -- where they were
    network      TEXT   NOT NULL, -- from where they asked
    file_name    TEXT   NOT NULL,
    source       TEXT   NOT NULL, -- the system that the file is from
    state        TEXT   NOT NULL,
    size         BIGINT NOT NULL, -- of the file, in bytes
    shape        TEXT   NOT NULL, -- JSON: what the file is, what is in its columns, or why it is not read
    plan         TEXT   NOT NULL, -- JSON: what the columns are taken for, what was answered, what is to be written
    counts       TEXT   NOT NULL, -- JSON: what was checked, and what came of it
    parts        BIGINT NOT NULL, -- how many rows of import_part it has
    done         BIGINT NOT NULL, -- how many of them this step is through with
    step_at      BIGINT NOT NULL, -- when this step began
    leased_until BIGINT NOT NULL, -- a node works on it until then
    created_at   BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL
);
CREATE INDEX import_run_of_practice ON import_run (practice, created_at);
CREATE INDEX import_run_waiting ON import_run (state, created_at);
-- The file as it came, until its rows are read.
CREATE TABLE import_piece (
    run    UUID   NOT NULL REFERENCES import_run (id),
    number BIGINT NOT NULL,
    bytes  BYTEA  NOT NULL,
    PRIMARY KEY (run, number)
);
-- Its rows, some hundred together.
CREATE TABLE import_part (
    run    UUID   NOT NULL REFERENCES import_run (id),
    number BIGINT NOT NULL,
    cells  TEXT   NOT NULL, -- JSON: of each row its number in the file and its cells
    PRIMARY KEY (run, number)
);
-- A row that is somebody who is there already, or likely so.
CREATE TABLE import_match (
    run      UUID   NOT NULL REFERENCES import_run (id),
    row_no   BIGINT NOT NULL, -- counted from 0
    patient  UUID,            -- of the practice
    other    BIGINT,          -- or an earlier row
    likeness TEXT   NOT NULL,
    reason   TEXT   NOT NULL,
    decision TEXT   NOT NULL, -- empty: somebody has to look
    PRIMARY KEY (run, row_no)
);
-- What a patient was before a run changed them.
CREATE TABLE import_before (
    run               UUID   NOT NULL REFERENCES import_run (id),
    patient           UUID   NOT NULL REFERENCES patient (id),
    before            TEXT   NOT NULL, -- JSON
    version           BIGINT NOT NULL, -- after it
    insurance_version BIGINT NOT NULL,
    PRIMARY KEY (run, patient)
);
CREATE INDEX import_before_of ON import_before (patient);
-- What columns of a system were taken for the last time.
CREATE TABLE import_memory (
    practice   UUID   NOT NULL REFERENCES practice (id),
    source     TEXT   NOT NULL,
    header     TEXT   NOT NULL, -- digest of the columns' names
    choice     TEXT   NOT NULL, -- JSON
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (practice, source, header)
);
CREATE INDEX patient_of_source ON patient (practice, source_system, source_id);
CREATE INDEX patient_of_run ON patient (import_run);
