//! A known browser, as its person sees it.

use serde::{Deserialize, Serialize};

use super::text;
use crate::i18n::Locale;

/// A browser in words, from what is kept of it: `Chrome on Windows`, or nothing for one that does not say.
#[must_use]
pub fn in_words(kept: &str, locale: Locale) -> String {
    match kept.split_once(" on ") {
        _ if kept.is_empty() => text::UNKNOWN.of(locale).to_owned(),
        Some((browser, system)) => text::ON.with(locale, &[("browser", browser), ("system", system)]),
        None => kept.to_owned(),
    }
}

/// A browser that a person has logged in from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownBrowser {
    /// Names it in the form; opens nothing.
    pub id: String,
    /// In words.
    pub browser: String,
    /// The network it was last seen from.
    pub network: String,
    /// First log-in from it, in words.
    pub first: String,
    /// Last log-in from it, in words.
    pub last: String,
    /// It needs no code until then, in words; none: it does.
    pub trusted_until: Option<String>,
    /// The one that looks.
    pub this: bool,
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::i18n::Locale;

    #[test]
    fn a_browser_is_named_in_both_languages() {
        assert_eq!(in_words("Chrome on Windows", Locale::En), "Chrome on Windows");
        assert_eq!(in_words("Chrome on Windows", Locale::Es), "Chrome en Windows");
        assert_eq!(in_words("curl", Locale::Es), "curl");
        assert_eq!(in_words("", Locale::Es), "Navegador desconocido");
    }
}
