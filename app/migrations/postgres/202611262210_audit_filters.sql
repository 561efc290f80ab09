-- The trail of one person or patient, and of one facility, by time, however long it is; and up to where a chain was deleted by rule. The SQLite file of the same name makes the same.

CREATE INDEX audit_entry_of_subject_by_time ON audit_entry (practice, subject, at, seq, chain) WHERE subject IS NOT NULL;
CREATE INDEX audit_entry_of_actor_by_time ON audit_entry (practice, actor, at, seq, chain) WHERE actor IS NOT NULL;
CREATE INDEX audit_entry_at_place_by_time ON audit_entry (practice, ((CAST(detail AS JSON) ->> 'place')), at, seq, chain) WHERE (CAST(detail AS JSON) ->> 'place') IS NOT NULL;

ALTER TABLE audit_chain ADD COLUMN kept_after BIGINT NOT NULL DEFAULT 0;  -- entries up to this one are deleted
ALTER TABLE audit_chain ADD COLUMN kept_mac   BYTEA;                      -- the MAC of that one
