-- What the list of users needs: search by the beginning of a name, in order, as fast with 100,000 people as with ten.

ALTER TABLE users ADD COLUMN name_key TEXT COLLATE "C" NOT NULL DEFAULT '';  -- family name, given name; folded
ALTER TABLE users ADD COLUMN given_key TEXT COLLATE "C" NOT NULL DEFAULT ''; -- given name, family name; folded
-- Code point order, as on SQLite: a search for a beginning is a range.
ALTER TABLE users ALTER COLUMN username TYPE TEXT COLLATE "C";
UPDATE users SET name_key = lower(last_name || ' ' || first_name), given_key = lower(first_name || ' ' || last_name);
CREATE INDEX users_by_name ON users (practice, name_key, id);
CREATE INDEX users_by_given_name ON users (practice, given_key);
CREATE INDEX users_by_state ON users (practice, deactivated_at, administrator);

-- Refusals of a practice's people within the last day: who is locked, and why somebody could not log in.
CREATE INDEX audit_entry_of_practice ON audit_entry (practice, kind, at);
