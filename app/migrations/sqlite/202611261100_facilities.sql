-- Where a practice works. The PostgreSQL file of the same name makes the same table.

CREATE TABLE facility (
    id             BLOB    NOT NULL PRIMARY KEY,
    practice       BLOB    NOT NULL REFERENCES practice (id),
    name           TEXT    NOT NULL,
    name_key       TEXT    NOT NULL, -- folded: no two of one practice have the same
    address_1      TEXT    NOT NULL,
    address_2      TEXT    NOT NULL,
    city           TEXT    NOT NULL,
    state          TEXT    NOT NULL, -- two letters
    zip            TEXT    NOT NULL, -- 12345 or 12345-6789
    phone          TEXT    NOT NULL, -- E.164
    fax            TEXT    NOT NULL, -- E.164, or empty
    npi            TEXT    NOT NULL, -- ten digits, or empty
    clia           TEXT    NOT NULL, -- ten characters, or empty
    place_of_service TEXT  NOT NULL, -- two digits
    time_zone      TEXT    NOT NULL, -- IANA name
    hours          TEXT    NOT NULL, -- JSON: seven days from Monday, each [opens, closes] or null
    main           BOOLEAN NOT NULL, -- the practice's primary facility
    deactivated_at BIGINT,
    created_at     BIGINT  NOT NULL,
    version        BIGINT  NOT NULL
);
CREATE UNIQUE INDEX facility_name ON facility (practice, name_key);
CREATE UNIQUE INDEX facility_main ON facility (practice) WHERE main;
