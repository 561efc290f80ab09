-- Where a session is, and where a person was last: their next session begins there. No reference: a facility may go, and then the primary one holds.
ALTER TABLE session ADD COLUMN facility BLOB;
CREATE TABLE facility_choice (
    user_id  BLOB NOT NULL PRIMARY KEY REFERENCES users (id),
    facility BLOB NOT NULL
);
