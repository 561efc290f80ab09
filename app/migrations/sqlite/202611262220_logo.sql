-- A practice's logo, as a PNG file that we made. The PostgreSQL file of the same name makes the same table.
CREATE TABLE practice_logo (
    practice   BLOB   NOT NULL PRIMARY KEY REFERENCES practice (id),
    png        BLOB   NOT NULL,
    width      BIGINT NOT NULL,
    height     BIGINT NOT NULL,
    digest     TEXT   NOT NULL, -- names this picture in addresses
    changed_at BIGINT NOT NULL,
    changed_by BLOB   NOT NULL REFERENCES users (id)
);
