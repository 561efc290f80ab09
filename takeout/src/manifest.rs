//! The manifest: what is in an export, so that nobody has to trust that it is whole.

use serde::{Deserialize, Serialize};

/// The name of the format.
pub const NAME: &str = "vestibule-export";
/// Its version. It rises when a reader of an older one would go wrong; what is only added does not raise it.
pub const VERSION: u32 = 1;
/// The manifest's name in the archive. It is the last file, since it has the digests of all others.
pub const FILE: &str = "manifest.json";
/// The first file: what this is and how to open it. Never encrypted, and without anything about a patient.
pub const README: &str = "README.txt";
/// The description of the format, whole: whoever has an export has it too (45 CFR 170.315(b)(10)).
pub const FORMAT: &str = "FORMAT.md";

/// A file of the archive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// In bytes, as it is when taken out.
    pub size: u64,
    /// SHA-256 of that, in hexadecimal.
    pub sha256: String,
    /// Rows or lines, where it has such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
}

/// What an export is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Everything that the practice has.
    #[default]
    Practice,
    /// One patient.
    Patient,
}

/// The manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manifest {
    /// [`NAME`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The program's.
    pub software: String,
    /// What it is of.
    pub scope: Scope,
    /// When it was begun, in UTC.
    pub created: String,
    /// The practice's zone, as IANA names it.
    pub time_zone: String,
    /// In its display form.
    pub practice_id: String,
    /// What people call it.
    pub practice: String,
    /// Who asked for it.
    pub by: String,
    /// What for.
    pub reason: String,
    /// Every file but this one, in the order of the archive.
    pub files: Vec<Entry>,
}
