//! Files that the product takes beside those of patients.

use app::patient_documents::kinds;
use app::practice_info::logo;
use app::users::import::table;

/// A list of people.
pub fn people(data: &[u8]) {
    let text = table::decoded(data);
    let Ok(rows) = table::rows(&text) else { return };
    for row in rows {
        let _ = (table::username_of(&row.first_name, &row.last_name), table::yes(&row.administrator));
    }
}

/// A logo, or a document of a patient; what comes before the first line break is its name.
pub fn picture(data: &[u8]) {
    let _ = logo::read(data);
    let at = data.iter().position(|byte| *byte == b'\n').unwrap_or_default();
    if let (Some(kind), Ok(name)) = (kinds::of(data), std::str::from_utf8(&data[..at])) {
        let cleaned = kinds::cleaned(name, kind);
        assert!(!cleaned.is_empty() && !cleaned.chars().any(char::is_control) && !cleaned.contains(['/', '\\']), "{cleaned:?}");
        assert_eq!(kinds::cleaned(&cleaned, kind), cleaned, "cleaned twice");
    }
}
