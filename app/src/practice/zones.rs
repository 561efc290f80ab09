//! The time zones of the United States and its territories, to choose from. A practice elsewhere has another by its IANA name
//! (`vestibule create-practice --time-zone`).

use super::text;
use crate::i18n::{Locale, Text};

/// IANA name, and what people call it: from east to west.
pub const CHOICES: [(&str, Text); 11] = [
    ("America/Puerto_Rico", text::PUERTO_RICO),
    ("America/New_York", text::EASTERN),
    ("America/Chicago", text::CENTRAL),
    ("America/Denver", text::MOUNTAIN),
    ("America/Phoenix", text::ARIZONA),
    ("America/Los_Angeles", text::PACIFIC),
    ("America/Anchorage", text::ALASKA),
    ("America/Adak", text::ALEUTIANS),
    ("Pacific/Honolulu", text::HAWAII),
    ("Pacific/Pago_Pago", text::SAMOA),
    ("Pacific/Guam", text::GUAM),
];

/// The choices in words, with the one that was chosen though it is none of them: a practice elsewhere.
#[must_use]
pub fn choices(chosen: &str, locale: Locale) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        CHOICES.iter().map(|(zone, name)| ((*zone).to_owned(), name.of(locale).to_owned())).collect();
    if !chosen.is_empty() && !CHOICES.iter().any(|(zone, _)| *zone == chosen) {
        all.push((chosen.to_owned(), chosen.to_owned()));
    }
    all
}
