-- Whether a password is too short to stand alone: one that was set while a second step was asked for. All before it had 15 characters.
-- The PostgreSQL file of the same name makes the same tables.

ALTER TABLE user_password ADD COLUMN short BOOLEAN NOT NULL DEFAULT FALSE;
