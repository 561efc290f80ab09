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

/// The states and territories that lie in a zone, or partly in it.
const STATES: [(&str, &[&str]); 11] = [
    ("America/Puerto_Rico", &["PR", "VI"]),
    (
        "America/New_York",
        &[
            "CT", "DC", "DE", "FL", "GA", "IN", "KY", "MA", "MD", "ME", "MI", "NC", "NH", "NJ", "NY", "OH", "PA", "RI", "SC", "TN",
            "VA", "VT", "WV",
        ],
    ),
    (
        "America/Chicago",
        &["AL", "AR", "FL", "IA", "IL", "IN", "KS", "KY", "LA", "MI", "MN", "MO", "MS", "ND", "NE", "OK", "SD", "TN", "TX", "WI"],
    ),
    ("America/Denver", &["AZ", "CO", "ID", "KS", "MT", "ND", "NE", "NM", "NV", "OR", "SD", "TX", "UT", "WY"]),
    ("America/Phoenix", &["AZ"]),
    ("America/Los_Angeles", &["CA", "ID", "NV", "OR", "WA"]),
    ("America/Anchorage", &["AK"]),
    ("America/Adak", &["AK"]),
    ("Pacific/Honolulu", &["HI"]),
    ("Pacific/Pago_Pago", &["AS"]),
    ("Pacific/Guam", &["GU", "MP"]),
];

/// Whether a state may have a zone; yes for a zone of none of the lists, of which nothing is known here.
#[must_use]
pub fn fits(zone: &str, state: &str) -> bool {
    state.is_empty() || STATES.iter().find(|(name, _)| *name == zone).is_none_or(|(_, states)| states.contains(&state))
}

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

#[cfg(test)]
mod tests {
    use super::{CHOICES, STATES, fits};
    use crate::practice::states;

    #[test]
    fn every_state_has_a_zone_and_every_zone_its_states() {
        assert!(CHOICES.iter().all(|(zone, _)| STATES.iter().any(|(name, _)| name == zone)));
        for (state, name) in states::STATES {
            assert!(STATES.iter().any(|(zone, _)| fits(zone, state)), "{name}");
        }
        assert!(STATES.iter().flat_map(|(_, all)| all.iter()).all(|state| states::is_state(state)));
        for (zone, state, expected) in [
            ("America/New_York", "HI", false),
            ("Pacific/Honolulu", "HI", true),
            ("America/Phoenix", "AZ", true),
            ("America/Chicago", "FL", true),
            ("America/Indiana/Indianapolis", "IN", true),
            ("America/New_York", "", true),
        ] {
            assert_eq!(fits(zone, state), expected, "{zone} {state}");
        }
    }
}
