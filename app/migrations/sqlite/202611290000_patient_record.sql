-- The id that a patient keeps through exports and imports: their own at first, the other practice's for who came in a transfer. The other engine's file does the same.
ALTER TABLE patient ADD COLUMN record BLOB;
UPDATE patient SET record = id;
CREATE UNIQUE INDEX patient_of_record ON patient (practice, record);
-- What opens the file of a run, sealed with the instance's key until the run is over.
ALTER TABLE import_run ADD COLUMN sealed TEXT NOT NULL DEFAULT '';
-- How often a step was begun that came to no end.
ALTER TABLE import_run ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0;
