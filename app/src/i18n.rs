//! Languages. Every sentence a person reads is a [`Text`]: both languages side by side, so that a missing one does not compile.
//!
//! A domain keeps its sentences in its own `text.rs`, declared with [`texts!`](crate::texts). Views never hold literal prose
//! (`server/tests/architecture.rs` looks for it). Spanish is the "usted" form.

use serde::{Deserialize, Serialize};

/// A language the product speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// US English.
    #[default]
    En,
    /// US Spanish.
    Es,
}

impl Locale {
    /// All languages, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The primary BCP 47 tag, as used in `<html lang>` and the `lang` cookie.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// The language's own name for itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
        }
    }

    /// The language of a tag such as `es`, `es-MX` or `EN-us`; none for a language we do not speak.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|l| l.tag().eq_ignore_ascii_case(primary))
    }

    /// The best language for an `Accept-Language` header (RFC 9110 12.5.4): highest quality first, English when none fits.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (0.0_f32, Self::En);
        for item in header.split(',').take(20) {
            let mut parts = item.split(';');
            let Some(locale) = parts.next().and_then(Self::from_tag) else { continue };
            let quality = parts.find_map(|p| p.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok())).unwrap_or(1.0);
            if quality > best.0 {
                best = (quality, locale);
            }
        }
        best.1
    }
}

/// One sentence in every language. `{name}` marks a place that [`Text::with`] fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Spanish.
    pub es: &'static str,
}

impl Text {
    /// The sentence in one language, places unfilled.
    #[must_use]
    pub const fn of(self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.en,
            Locale::Es => self.es,
        }
    }

    /// The sentence with its `{name}` places filled. A place without a value stays as it is, so a test can find it.
    #[must_use]
    pub fn with(self, locale: Locale, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.of(locale);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            if let Some((_, value)) = values.iter().find(|(n, _)| *n == name) {
                out.push_str(value);
            } else {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

/// Declares sentences: `NAME: "English", "Spanish";`. Also makes `ALL`, which the tests walk.
#[macro_export]
macro_rules! texts {
    ($($name:ident: $en:literal, $es:literal;)+) => {
        $(
            #[doc = $en]
            pub const $name: $crate::i18n::Text = $crate::i18n::Text { en: $en, es: $es };
        )+
        /// Every sentence of this file by name.
        pub const ALL: &[(&str, $crate::i18n::Text)] = &[$((stringify!($name), $name)),+];
    };
}

#[cfg(test)]
mod tests {
    use super::{Locale, Text};

    #[test]
    fn the_browser_s_first_language_we_speak_wins() {
        for (header, expected) in [
            ("", Locale::En),
            ("es-MX,es;q=0.9,en;q=0.8", Locale::Es),
            ("fr,de;q=0.9", Locale::En),
            ("fr,es;q=0.3,en;q=0.2", Locale::Es),
            ("en;q=0.1, es;q=nonsense", Locale::Es),
            ("es;q=0", Locale::En),
        ] {
            assert_eq!(Locale::from_accept_language(header), expected, "{header}");
        }
    }

    #[test]
    fn places_are_filled_by_name_and_a_stray_brace_is_kept() {
        let text = Text { en: "{a} of {b}, {c} {", es: "" };
        assert_eq!(text.with(Locale::En, &[("a", "1"), ("b", "{a}")]), "1 of {a}, {c} {");
    }
}
