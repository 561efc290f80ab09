-- Why somebody asks an administrator for help, and whether they have logged in from that browser before.
ALTER TABLE admin_request ADD COLUMN reason TEXT NOT NULL DEFAULT 'password';
ALTER TABLE admin_request ADD COLUMN browser_known TEXT NOT NULL DEFAULT 'unknown'; -- 'unknown', 'known' or 'trusted'

-- The same while it waits for the worker. Only what the browser's cookie hashes to is kept.
ALTER TABLE reset_request ADD COLUMN reason TEXT;
ALTER TABLE reset_request ADD COLUMN browser_hash BYTEA;
