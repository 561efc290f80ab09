//! What is copied along with a Practice ID: its label, and quotes around it.
//!
//! Part of the normaliser (`id.rs`, `fold`), so the browser and the server leave out the same. No label could be the beginning of an ID: the
//! long ones are longer than one, the short ones have a sign that no ID has.

use crate::doctor::chars;

/// What people copy along with an ID, in front of it, without spaces and in lower case.
const LABELS: [&str; 5] = ["practiceid", "iddelconsultorio", "iddeconsultorio", "id:", "id#"];

/// The ID within a text that was pasted with its label or in quotes: `Practice ID: ABC-120-B`. The text itself where there is none.
#[must_use]
pub fn without_label(text: &str) -> &str {
    let is_around = |c: char| {
        let plain = chars::narrow(c);
        let is_sign = matches!(plain, '"' | '\'' | ':' | '#' | '=' | '\u{ab}' | '\u{bb}' | '\u{2018}'..='\u{201f}');
        is_sign || plain.is_whitespace() || chars::is_invisible(plain) || chars::is_dash(plain)
    };
    let bare = text.trim_matches(is_around);
    let rest = LABELS.iter().find_map(|label| after_label(bare, label)).map(|rest| rest.trim_matches(is_around));
    match rest {
        Some(rest) if !rest.is_empty() => rest,
        _ if bare.is_empty() => text,
        _ => bare,
    }
}

/// What follows a label at the beginning of a text, whatever spaces and capitals it has.
fn after_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let mut wanted = label.chars().peekable();
    for (at, c) in text.char_indices() {
        match wanted.peek() {
            None => return Some(&text[at..]),
            Some(next) if c.to_ascii_lowercase() == *next => {
                wanted.next();
            }
            _ if c.is_whitespace() => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::practice::id::PracticeId;

    #[test]
    fn an_id_is_read_out_of_its_label_and_quotes() {
        let id = PracticeId::parse("D7Z-EA6-0").unwrap();
        for typed in [
            "Practice ID: D7Z-EA6-0",
            "PracticeID:D7Z-EA6-0",
            "practice id D7ZEA60",
            "\"D7Z-EA6-0\"",
            "\u{201c}D7Z-EA6-0\u{201d}",
            "'d7z-ea6-0'",
            "\u{ab} D7Z-EA6-0 \u{bb}",
            "Practice ID: \"D7Z-EA6-0\"",
            "ID del consultorio: D7Z-EA6-0",
            "ID: D7Z-EA6-0",
        ] {
            assert_eq!(PracticeId::parse(typed), Ok(id), "{typed}");
        }
        for typed in ["Practice ID", "Practice ID:", "\"", "practice", "id"] {
            assert!(PracticeId::parse(typed).is_err(), "{typed}");
        }
    }
}
