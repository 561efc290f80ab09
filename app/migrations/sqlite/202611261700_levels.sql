-- Which edit level may what, where a practice has chosen; who has no row has what is recommended.
CREATE TABLE level_matrix (
    practice   BLOB   NOT NULL PRIMARY KEY REFERENCES practice (id),
    grants     TEXT   NOT NULL, -- JSON: level, area, grant
    version    BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by BLOB   NOT NULL
);
