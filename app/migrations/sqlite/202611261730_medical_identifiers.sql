-- What authorities have given to a person: NPI, DEA numbers, licences, authority to prescribe.
CREATE TABLE medical_identifier (
    id         BLOB   NOT NULL PRIMARY KEY,
    practice   BLOB   NOT NULL REFERENCES practice (id),
    user_id    BLOB   NOT NULL REFERENCES users (id),
    kind       TEXT   NOT NULL, -- npi, dea, licence, prescribing
    number     TEXT   NOT NULL,
    state      TEXT   NOT NULL, -- two letters; empty for an NPI
    expires_on TEXT   NOT NULL, -- YYYY-MM-DD; empty for none
    reminded   BIGINT NOT NULL, -- days before the end of the last reminder; 0 for none
    changed_at BIGINT NOT NULL,
    version    BIGINT NOT NULL
);
CREATE INDEX medical_identifier_of ON medical_identifier (practice, user_id);
CREATE UNIQUE INDEX medical_identifier_once ON medical_identifier (user_id, kind, state, number);
CREATE INDEX medical_identifier_ends ON medical_identifier (expires_on) WHERE expires_on <> '';
CREATE INDEX medical_identifier_number ON medical_identifier (practice, kind, number);
