//! A document as the pages show it.

use crate::patients::model::PATH;

/// The form that adds one.
pub const FORM: &str = "document";
/// The file in it.
pub const FILE: &str = "document_file";
/// The largest file, in bytes.
pub const LARGEST: usize = 25 * 1024 * 1024;
/// So many documents of one patient, and no more.
pub const MOST: i64 = 500;
/// Takes a document away.
pub const REMOVE: &str = "remove";
/// What a browser offers first when a file is chosen; the bytes decide.
pub const ACCEPT: &str = ".pdf,.png,.jpg,.jpeg,.tif,.tiff,.txt,.csv,.hl7,.rtf,.docx,.xlsx,.xml,.dcm";

/// Where a patient's documents are posted to.
#[must_use]
pub fn path_of(patient: &str) -> String {
    format!("{PATH}/{patient}/documents")
}

/// Whether a post to a path brings a document.
#[must_use]
pub fn brings_one(path: &str) -> bool {
    let patient = path.strip_prefix(PATH).and_then(|rest| rest.strip_prefix('/')?.strip_suffix("/documents"));
    patient.is_some_and(|patient| !patient.contains('/'))
}

/// A document in the list, and on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// For the link.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// In words.
    pub size: String,
    /// Who added it first.
    pub author: String,
    /// When, in words.
    pub day: String,
    /// From where it came; empty: it was added here.
    pub origin: String,
}

/// What the page of a document shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentPage {
    /// One.
    One {
        /// The patient's id.
        patient: String,
        /// Their name.
        of: String,
        /// The document.
        shown: Shown,
    },
    /// This patient has none with this id.
    Unknown,
}

/// A size in words, counted as file managers do.
#[must_use]
pub fn size_in_words(bytes: i64) -> String {
    const KB: i64 = 1000;
    match bytes {
        ..KB => format!("{bytes} B"),
        KB..1_000_000 => format!("{} kB", bytes / KB),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::{brings_one, size_in_words};

    #[test]
    fn sizes_are_short() {
        let all = [1, 999, 1000, 12_345, 999_999, 1_000_000, 26_214_400].map(size_in_words);
        assert_eq!(all, ["1 B", "999 B", "1 kB", "12 kB", "999 kB", "1.0 MB", "26.2 MB"]);
    }

    #[test]
    fn only_the_documents_of_a_patient_bring_one() {
        assert!(brings_one("/patients/018f/documents"));
        for path in
            ["/patients/documents", "/patients/018f", "/patients/018f/documents/77", "/patients/a/b/documents", "/settings/import"]
        {
            assert!(!brings_one(path), "{path}");
        }
    }
}
