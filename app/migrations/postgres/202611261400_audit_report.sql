-- A practice's trail by time, however long it is. The SQLite file of the same name makes the same index.
CREATE INDEX audit_entry_by_time ON audit_entry (practice, at, seq, chain);
