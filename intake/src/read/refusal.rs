//! Why a file is not read.

use serde::{Deserialize, Serialize};

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// Nothing is in it.
    Empty,
    /// There is a header and nothing below it, or no record of a patient.
    NoRows,
    /// No kind that is known.
    Unknown,
    /// A PDF, a picture, a program: its name.
    NotATable(String),
    /// An Access database that can't be read.
    Access,
    /// A password is needed.
    Encrypted,
    /// It would grow beyond all measure.
    Bomb,
    /// A file in the archive names a place outside of it.
    Path,
    /// It declares entities of its own.
    Entities,
    /// A cell without end, in this row.
    CellTooLong(u64),
    /// Too many columns.
    TooWide,
    /// It breaks off or is damaged; at this row, or 0.
    Broken(u64),
    /// The archive holds nothing of these kinds.
    NothingInside,
    /// An export of this product that needs its passphrase.
    Passphrase,
    /// The passphrase is another.
    WrongPassphrase,
    /// A passphrase was given for an export that has none: it is not the one that was meant, or somebody has put another in its place.
    NotLocked,
    /// An export of this product: this file in it is missing, or is not what the manifest says.
    Damaged(String),
    /// An export of a newer version, which wrote it.
    Newer(String),
    /// It was begun again and again, and never came to its end: the fault is ours.
    Ours,
    /// The disk failed.
    Disk(String),
}

impl Refusal {
    /// Its name in reports. It stays the same whatever is said of the refusal.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoRows => "no-rows",
            Self::Unknown => "unknown",
            Self::NotATable(_) => "not-a-table",
            Self::Access => "access",
            Self::Encrypted => "encrypted",
            Self::Bomb => "bomb",
            Self::Path => "path",
            Self::Entities => "entities",
            Self::CellTooLong(_) => "cell-too-long",
            Self::TooWide => "too-wide",
            Self::Broken(_) => "broken",
            Self::NothingInside => "nothing-inside",
            Self::Passphrase => "passphrase",
            Self::WrongPassphrase => "wrong-passphrase",
            Self::NotLocked => "not-locked",
            Self::Damaged(_) => "damaged",
            Self::Newer(_) => "newer",
            Self::Ours => "ours",
            Self::Disk(_) => "disk",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn the_code_of_a_refusal_is_the_name_that_it_is_kept_by() {
        let (text, row) = (String::new, 7);
        let all = [
            (Refusal::Empty, "empty"),
            (Refusal::NoRows, "no-rows"),
            (Refusal::Unknown, "unknown"),
            (Refusal::NotATable(text()), "not-a-table"),
            (Refusal::Access, "access"),
            (Refusal::Encrypted, "encrypted"),
            (Refusal::Bomb, "bomb"),
            (Refusal::Path, "path"),
            (Refusal::Entities, "entities"),
            (Refusal::CellTooLong(row), "cell-too-long"),
            (Refusal::TooWide, "too-wide"),
            (Refusal::Broken(row), "broken"),
            (Refusal::NothingInside, "nothing-inside"),
            (Refusal::Passphrase, "passphrase"),
            (Refusal::WrongPassphrase, "wrong-passphrase"),
            (Refusal::NotLocked, "not-locked"),
            (Refusal::Damaged(text()), "damaged"),
            (Refusal::Newer(text()), "newer"),
            (Refusal::Ours, "ours"),
            (Refusal::Disk(text()), "disk"),
        ];
        for (refusal, code) in all {
            assert_eq!(refusal.code(), code);
            let kept = serde_json::to_value(&refusal).unwrap();
            let kept = kept.as_str().or_else(|| kept.as_object().and_then(|with| with.keys().next()).map(String::as_str));
            assert_eq!(kept, Some(code), "{refusal:?}");
        }
    }
}
