//! The first file of an export. It is never encrypted, so it says nothing of anybody's care, and no reason.

use takeout::manifest::{Manifest, Scope};

use super::model::FORMAT_PATH;
use super::text;
use crate::i18n::Locale;

/// What it says, in both languages: nobody knows who will open it.
#[must_use]
pub fn readme(manifest: &Manifest, when: &str, locked: bool, base_url: &str) -> String {
    let of = |locale: Locale| {
        let scope = match manifest.scope {
            Scope::Practice => text::README_PRACTICE,
            Scope::Patient => text::README_PATIENT,
        };
        let by = if manifest.by.is_empty() { text::OPERATOR.of(locale).to_owned() } else { manifest.by.clone() };
        let version = manifest.version.to_string();
        let lines = [
            text::README_TITLE.with(locale, &[("version", &version)]),
            String::new(),
            scope.with(locale, &[("practice", &manifest.practice), ("id", &manifest.practice_id)]),
            text::README_MADE
                .with(locale, &[("when", when), ("zone", &manifest.time_zone), ("utc", &manifest.created), ("by", &by)]),
            text::README_TIMES.of(locale).to_owned(),
            String::new(),
            if locked { text::README_LOCKED } else { text::README_OPEN }.of(locale).to_owned(),
            text::README_CONTENT.of(locale).to_owned(),
            text::README_FORMAT.with(locale, &[("url", &format!("{base_url}{FORMAT_PATH}"))]),
            text::README_WITHOUT.of(locale).to_owned(),
            text::README_PHI.of(locale).to_owned(),
        ];
        lines.join("\r\n")
    };
    format!("{}\r\n\r\n----\r\n\r\n{}\r\n", of(Locale::En), of(Locale::Es))
}
