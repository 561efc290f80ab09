-- A document of a patient: a file that somebody added, or that came along from elsewhere.
CREATE TABLE patient_document (
    id         BLOB   NOT NULL PRIMARY KEY,
    practice   BLOB   NOT NULL REFERENCES practice (id),
    patient    BLOB   NOT NULL REFERENCES patient (id),
    record     BLOB   NOT NULL, -- the id that it keeps through exports; its own at first
    name       TEXT   NOT NULL, -- of the file, as people see it
    media_type TEXT   NOT NULL, -- of what its bytes are
    size       BIGINT NOT NULL, -- in bytes
    sha256     TEXT   NOT NULL, -- of its bytes, in hex
    origin     TEXT   NOT NULL, -- empty: it was added here
    author     TEXT   NOT NULL, -- the name of who added it first
    added_on   TEXT   NOT NULL, -- the day when it was first added, YYYY-MM-DD, where the practice is
    import_run BLOB,            -- the run that brought it
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX patient_document_record ON patient_document (practice, record);
CREATE INDEX patient_document_of_patient ON patient_document (patient, created_at);
CREATE INDEX patient_document_of_run ON patient_document (import_run);
-- Its bytes, in pieces of 1 MiB, counted from 0.
CREATE TABLE patient_document_piece (
    document BLOB   NOT NULL REFERENCES patient_document (id),
    number   BIGINT NOT NULL,
    bytes    BLOB   NOT NULL,
    PRIMARY KEY (document, number)
);
