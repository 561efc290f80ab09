//! The tables of an export beside those of patients: their names and columns. `docs/EXPORT.md` says what each holds; a test compares.

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name of its files.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
}

/// What the practice says of itself: one row. The columns after the second are those of its page.
pub const PRACTICE: &str = "practice";
/// Where it works.
pub const FACILITIES: Table = Table {
    name: "facilities",
    columns: &[
        "id",
        "name",
        "address_1",
        "address_2",
        "city",
        "state",
        "zip",
        "phone",
        "fax",
        "npi",
        "clia",
        "place_of_service",
        "time_zone",
        "hours",
        "main",
        "deactivated_at",
    ],
};
/// Its people. Nothing that opens anything.
pub const USERS: Table = Table {
    name: "users",
    columns: &[
        "id",
        "username",
        "log_in_address",
        "first_name",
        "last_name",
        "email",
        "phone",
        "level",
        "administrator",
        "emergency_designated",
        "created_at",
        "last_log_in_at",
        "deactivated_at",
    ],
};
/// What authorities have given to them.
pub const IDENTIFIERS: Table = Table { name: "medical_identifiers", columns: &["user", "kind", "number", "state", "expires_on"] };
/// Who agreed to which user agreement.
pub const AGREEMENTS: Table = Table { name: "agreements", columns: &["user", "version", "agreed_at", "for_practice", "language"] };
/// Emergency access: who, why, how it ended, who looked back on it.
pub const EMERGENCIES: Table = Table {
    name: "emergency_access",
    columns: &[
        "id",
        "user",
        "reason",
        "started_at",
        "ended_at",
        "end",
        "ended_by",
        "actions",
        "reviewed_at",
        "reviewed_by",
        "outcome",
        "note",
    ],
};
/// What is set.
pub const SETTINGS: Table = Table { name: "settings", columns: &["section", "name", "value"] };
/// Attachments of patients. `file` is where each is in the archive.
pub const DOCUMENTS: Table = Table {
    name: "documents",
    columns: &["id", "patient", "name", "media_type", "size", "sha256", "origin", "author", "added_on", "file"],
};
/// Who did what.
pub const AUDIT: Table =
    Table { name: "audit", columns: &["at", "chain", "seq", "kind", "by", "by_name", "of", "network", "detail"] };

/// All of them.
pub const ALL: [Table; 8] = [FACILITIES, USERS, IDENTIFIERS, AGREEMENTS, EMERGENCIES, SETTINGS, DOCUMENTS, AUDIT];
