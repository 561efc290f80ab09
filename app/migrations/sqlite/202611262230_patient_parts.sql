-- Details and insurance of a patient are changed apart: each has a version. The PostgreSQL file of the same name does the same.
ALTER TABLE patient ADD COLUMN insurance_version BIGINT NOT NULL DEFAULT 1;
