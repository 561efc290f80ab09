-- Which identifier a counter belongs to (a MAC, as ever), so that an unlock ends all of them: those of networks and of known browsers.
-- The SQLite file of the same name does the same.

ALTER TABLE failed_tries ADD COLUMN identifier BYTEA;
CREATE INDEX failed_tries_of_identifier ON failed_tries (identifier);
