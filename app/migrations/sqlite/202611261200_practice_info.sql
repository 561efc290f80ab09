-- What a practice says of itself. The PostgreSQL file of the same name changes the same table.

-- JSON, by the name of the input: legal name, address, numbers. Read and written whole, never searched.
ALTER TABLE practice ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
-- Rises with each change of its page.
ALTER TABLE practice ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
