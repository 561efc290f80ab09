-- The zone that a practice's pages tell times in: an IANA name. What is stored stays milliseconds since 1970 (UTC).

ALTER TABLE practice ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'America/New_York';
