-- Patients: what a practice keeps of them, and the keys that they are found by.
CREATE TABLE patient (
    id            UUID    NOT NULL PRIMARY KEY,
    practice      UUID    NOT NULL REFERENCES practice (id),
    chart_number  TEXT    NOT NULL,
    details       TEXT    NOT NULL, -- JSON: field, value
    insurance     TEXT    NOT NULL, -- JSON: field, value
    active        BOOLEAN NOT NULL,
    source_system TEXT    NOT NULL, -- empty for who was typed in
    source_id     TEXT    NOT NULL,
    import_run    UUID,
    extras        TEXT    NOT NULL, -- JSON: what came along and has no field
    created_at    BIGINT  NOT NULL,
    changed_at    BIGINT  NOT NULL,
    version       BIGINT  NOT NULL
);
CREATE INDEX patient_of_practice ON patient (practice, id);
-- One row for each way somebody is looked for: l: the place in the list, n: a word of the names, b: birth date, p: a phone or its end, c: the chart number.
CREATE TABLE patient_key (
    practice UUID    NOT NULL,
    key      TEXT COLLATE "C" NOT NULL, -- folded
    patient  UUID    NOT NULL REFERENCES patient (id),
    active   BOOLEAN NOT NULL, -- the patient's
    PRIMARY KEY (practice, key, patient)
);
CREATE INDEX patient_key_active ON patient_key (practice, active, key, patient);
CREATE INDEX patient_key_of ON patient_key (patient);
-- The number that the next patient of a practice gets who is given none.
CREATE TABLE chart_numbering (
    practice UUID   NOT NULL PRIMARY KEY REFERENCES practice (id),
    next     BIGINT NOT NULL
);
-- What a session looked for last: no address has it.
CREATE TABLE patient_search (
    session   UUID    NOT NULL PRIMARY KEY,
    q         TEXT    NOT NULL,
    left_too  BOOLEAN NOT NULL,
    after_key TEXT    NOT NULL
);
