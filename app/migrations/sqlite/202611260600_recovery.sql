-- A way back in that the operator made: by whom, and what else it does once a password is set with it.
CREATE TABLE recovery (
    reset_id            BLOB   NOT NULL PRIMARY KEY REFERENCES password_reset (id),
    operator            TEXT   NOT NULL, -- who made it, as they named themselves
    confirmed_by        TEXT,            -- the second one: it works at once then
    make_administrator  BOOLEAN NOT NULL, -- an active administrator from then on
    remove_second_step  BOOLEAN NOT NULL
);
