-- When the operator works on the system: announced before, and nobody comes in meanwhile.
CREATE TABLE maintenance (
    id           UUID   NOT NULL PRIMARY KEY,
    starts_at    BIGINT NOT NULL,
    ends_at      BIGINT NOT NULL,
    text_en      TEXT   NOT NULL, -- what else there is to say; empty for nothing
    text_es      TEXT   NOT NULL,
    announced_at BIGINT,
    cancelled_at BIGINT
);
CREATE INDEX maintenance_ends ON maintenance (ends_at);
