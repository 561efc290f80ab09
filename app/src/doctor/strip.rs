//! The characters of a box, each in its own cell, and in words which of them to look at.
//!
//! Where the check of a Practice ID locates the mistake, that is marked and named, and nothing beside it: a second mark would point at a
//! character that is right. Only without a located mistake are those marked that are easily taken for others. Never of a password.

use super::chars::{self, Cell, CellKind};
use super::device::Device;
use super::ids::FindingId as Id;
use super::model::{Evidence, FieldName, Fields};
use super::{text as t, typed};
use crate::i18n::Locale;
use crate::practice::id::{self, SuggestionKind};
use crate::practice::label::without_label;

/// Cells, and the sentence that stands under them; no cells for an empty box or the password.
#[must_use]
pub fn strip(field: FieldName, fields: &Fields, locale: Locale) -> (Vec<Cell>, Option<String>) {
    let text = match field {
        FieldName::PracticeId => fields.practice_id.as_str(),
        FieldName::Username => &fields.username,
        FieldName::Email => fields.email.as_deref().unwrap_or_default(),
        FieldName::Password => return (Vec::new(), None),
    };
    let mut cells = chars::inspect(text);
    let located = (field == FieldName::PracticeId).then(|| located(fields)).flatten();
    let Some((first, how_many, suggested)) = located else {
        let remark = doubtful(&cells, locale);
        return (cells, remark);
    };
    // Dashes and spaces are not counted, as in the sentence beside the form.
    let counted: Vec<(usize, char)> = counted(text);
    let marked: Vec<(usize, char)> = counted.iter().skip(first).take(how_many).copied().collect();
    for (at, cell) in cells.iter_mut().enumerate() {
        if marked.iter().any(|(wrong, _)| *wrong == at) {
            cell.kind = CellKind::Wrong;
        } else if cell.kind == CellKind::Doubtful {
            cell.kind = CellKind::Plain;
        }
    }
    let n = (first + 1).to_string();
    let remark = match (marked.as_slice(), suggested) {
        ([(_, typed)], Some(fits)) => {
            Some(t::STRIP_ONE.with(locale, &[("n", &n), ("typed", &typed.to_string()), ("fits", &fits.to_string())]))
        }
        ([(_, typed)], None) => Some(t::STRIP_ALIEN.with(locale, &[("n", &n), ("typed", &typed.to_string())])),
        ([(_, one), (_, two)], _) => {
            let next = (first + 2).to_string();
            let places = [("n", n.as_str()), ("next", &next), ("one", &one.to_string()), ("two", &two.to_string())];
            Some(t::STRIP_SWAPPED.with(locale, &places))
        }
        _ => None,
    };
    (cells, remark)
}

/// Where the mistake of the Practice ID is: the first character, how many, and what fits there if one is wrong.
fn located(fields: &Fields) -> Option<(usize, usize, Option<char>)> {
    let findings = typed::findings(fields, &Device::default());
    let check = findings.into_iter().find(|f| f.id == Id::IdCheck && f.field == Some(FieldName::PracticeId))?;
    match check.evidence {
        Evidence::Suggested(suggestion) => Some(match suggestion.kind {
            SuggestionKind::OneCharacter { position, suggested, .. } => (position, 1, Some(suggested)),
            SuggestionKind::Swapped { position } => (position, 2, None),
        }),
        Evidence::Alien(c) => Some((id::fold(&fields.practice_id).chars().position(|typed| typed == c)?, 1, None)),
        _ => None,
    }
}

/// The characters that an ID is read from, as typed, each with its place among all.
fn counted(text: &str) -> Vec<(usize, char)> {
    let bare = without_label(text);
    // The label, if any, begins before the ID.
    let before = text.find(bare).map_or(0, |at| text[..at].chars().count());
    let stays = |c: char| !chars::is_invisible(c) && !c.is_whitespace() && !chars::is_dash(chars::narrow(c));
    bare.chars().enumerate().filter(|(_, c)| stays(*c)).map(|(at, c)| (before + at, c)).collect()
}

/// Names those that are easily taken for others, each once.
fn doubtful(cells: &[Cell], locale: Locale) -> Option<String> {
    let mut named: Vec<String> = Vec::new();
    for cell in cells.iter().filter(|cell| cell.kind == CellKind::Doubtful) {
        let one = format!("“{}” ({})", cell.shown, cell.name.map_or("", |name| name.of(locale)));
        if !named.contains(&one) {
            named.push(one);
        }
    }
    (!named.is_empty()).then(|| t::STRIP_DOUBTFUL.with(locale, &[("list", &named.join(", "))]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::id::PracticeId;

    /// The marked characters, each with its kind, and the sentence.
    fn of(practice_id: &str) -> (Vec<(String, CellKind)>, String) {
        let fields = Fields { practice_id: practice_id.into(), ..Fields::default() };
        let (cells, remark) = strip(FieldName::PracticeId, &fields, Locale::En);
        let marked = cells.into_iter().filter(|c| c.kind != CellKind::Plain).map(|c| (c.shown, c.kind)).collect();
        (marked, remark.unwrap_or_default())
    }

    #[test]
    fn the_character_that_is_wrong_is_marked_and_named_and_no_other() {
        assert!(PracticeId::parse("D7Z-EA6-0").is_ok());
        let (marked, remark) = of("D4Z-EA6-0");
        assert_eq!(marked, [("4".to_owned(), CellKind::Wrong)]);
        assert_eq!(remark, "Character 2, “4”, does not fit. “7” would.");
        let (marked, remark) = of(" d4z ea6-0");
        assert_eq!(marked.iter().filter(|(_, kind)| *kind == CellKind::Wrong).count(), 1);
        assert!(remark.starts_with("Character 2, “4”"), "{remark}");
        assert_eq!(of("Practice ID: D4Z-EA6-0").1, "Character 2, “4”, does not fit. “7” would.");
    }

    #[test]
    fn a_swapped_pair_is_marked_and_named() {
        let (marked, remark) = of("7DZ-EA6-0");
        assert_eq!(marked, [("7".to_owned(), CellKind::Wrong), ("D".to_owned(), CellKind::Wrong)]);
        assert_eq!(remark, "Characters 1 and 2, “7” and “D”, seem to be swapped.");
        let (marked, remark) = of("D7EZA60");
        assert_eq!(marked.len(), 2);
        assert!(remark.starts_with("Characters 3 and 4, “E” and “Z”"), "{remark}");
    }

    #[test]
    fn lookalikes_are_explained_where_no_mistake_is_located() {
        let (marked, remark) = of("D7Z-EA6-0");
        assert_eq!(marked, [("0".to_owned(), CellKind::Doubtful)]);
        assert_eq!(remark, "Easily mixed up: “0” (digit zero).");
        assert_eq!(of("").1, "");
    }

    #[test]
    fn the_username_has_its_own_remark_and_the_password_no_strip() {
        let fields = Fields { practice_id: "D4Z-EA6-0".into(), username: "dr.lee".into(), password: "0 1".into(), email: None };
        let (cells, remark) = strip(FieldName::Username, &fields, Locale::En);
        assert_eq!((cells.len(), remark), (6, Some("Easily mixed up: “l” (small letter L).".to_owned())));
        assert_eq!(strip(FieldName::Password, &fields, Locale::En), (Vec::new(), None));
    }
}
