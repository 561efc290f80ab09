-- Where a practice works. The SQLite file of the same name makes the same table and says what its columns are.

CREATE TABLE facility (
    id             UUID    NOT NULL PRIMARY KEY,
    practice       UUID    NOT NULL REFERENCES practice (id),
    name           TEXT    NOT NULL,
    name_key       TEXT    NOT NULL,
    address_1      TEXT    NOT NULL,
    address_2      TEXT    NOT NULL,
    city           TEXT    NOT NULL,
    state          TEXT    NOT NULL,
    zip            TEXT    NOT NULL,
    phone          TEXT    NOT NULL,
    fax            TEXT    NOT NULL,
    npi            TEXT    NOT NULL,
    clia           TEXT    NOT NULL,
    place_of_service TEXT  NOT NULL,
    time_zone      TEXT    NOT NULL,
    hours          TEXT    NOT NULL,
    main           BOOLEAN NOT NULL,
    deactivated_at BIGINT,
    created_at     BIGINT  NOT NULL,
    version        BIGINT  NOT NULL
);
CREATE UNIQUE INDEX facility_name ON facility (practice, name_key);
CREATE UNIQUE INDEX facility_main ON facility (practice) WHERE main;
