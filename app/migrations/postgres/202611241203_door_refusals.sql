-- Refused log-ins of an hour, keyed by the same MAC as the counters: the first ones get audit entries of their own, the rest are counted
-- here and told in one. Nothing typed is stored. The SQLite file of the same name makes the same table.

CREATE TABLE door_refusals (
    identifier BYTEA   NOT NULL PRIMARY KEY,
    began_at   BIGINT NOT NULL, -- the first refusal of the hour
    refused    BIGINT NOT NULL, -- since then
    over_from  BIGINT NOT NULL, -- the first one without an entry of its own, once there is one
    over_until BIGINT NOT NULL, -- the last one
    practice   UUID,            -- of the last one: whose refusals these were, as far as there is such a person
    subject    UUID
);
CREATE INDEX door_refusals_by_age ON door_refusals (began_at);
