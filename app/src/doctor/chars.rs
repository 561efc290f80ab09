//! Characters that are not what they look like: invisible, wide, typographic, or from another alphabet.
//!
//! The classes are ranges written by hand instead of Unicode tables, which would cost the browser more than they are worth here:
//! Practice IDs and usernames are ASCII. Sources: Unicode 16, `Default_Ignorable_Code_Point`, `Dash`, UTS 39 (confusables).

use serde::{Deserialize, Serialize};

use super::text;
use crate::i18n::Text;

/// The alphabet a letter comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    /// Russian, Ukrainian, Serbian and others.
    Cyrillic,
    /// Greek.
    Greek,
    /// A Latin letter with an accent, such as í.
    Accented,
}

/// One character of the inspector, in its own cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What stands in the cell: the character, or nothing when it cannot be seen.
    pub shown: String,
    /// The chip under it, such as "no-break space".
    pub name: Option<Text>,
    /// How it is tinted.
    pub kind: CellKind,
}

/// What the inspector thinks of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// As it looks.
    Plain,
    /// A space or something that cannot be seen at all.
    Invisible,
    /// Easily taken for another character.
    Doubtful,
    /// Located as the mistake.
    Wrong,
}

/// Letters of other alphabets that look like an ASCII letter or digit, each followed by what it looks like.
const CONFUSABLES: &str = "аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwкkмmтtвbнhпnгrиuүyӏlєeз3\
                           АAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSЗ3Ч4б6\
                           ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaοoνvρpυuιiκkχxγyωwηnτtϲc";

/// Accented letters by the plain letter they stand on; people put the accent of their name into a username that has none.
const ACCENTED: [(&str, char); 8] = [
    ("àáâãäåāăąÀÁÂÃÄÅ", 'a'),
    ("çćčÇĆČ", 'c'),
    ("èéêëēęěÈÉÊË", 'e'),
    ("ìíîïīıÌÍÎÏİ", 'i'),
    ("ñńňÑ", 'n'),
    ("òóôõöøōőÒÓÔÕÖØ", 'o'),
    ("ùúûüūůűÙÚÛÜ", 'u'),
    ("ýÿÝ", 'y'),
];

/// Whether a character takes no room: format and control characters, joiners, marks of direction, fillers, variation selectors.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c as u32,
        0x00..=0x08 | 0x0E..=0x1F | 0x7F..=0x84 | 0x86..=0x9F | 0xAD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5
        | 0x180B..=0x180F | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF
        | 0xFFA0 | 0xFFF0..=0xFFFB | 0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF)
}

/// Whether a character is a dash of any kind, as autocorrection makes them.
#[must_use]
pub const fn is_dash(c: char) -> bool {
    matches!(c as u32, 0x2D | 0x058A | 0x2010..=0x2015 | 0x2043 | 0x2212 | 0xFE58 | 0xFE63 | 0xFF0D)
}

/// Whether a character is the wide form of an ASCII one, as East Asian keyboards type them.
#[must_use]
pub const fn is_wide(c: char) -> bool {
    matches!(c as u32, 0xFF01..=0xFF5E)
}

/// The ASCII form of a wide character; every other character as it is (the width mapping of RFC 8265).
#[must_use]
pub fn narrow(c: char) -> char {
    if is_wide(c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c }
}

/// Whether a character is one that word processors and phones put in place of a plain quote, dash or row of dots.
#[must_use]
pub const fn is_typographic(c: char) -> bool {
    matches!(c as u32, 0x2010..=0x2015 | 0x2018..=0x201F | 0x2026 | 0x2032 | 0x2033 | 0x2212)
}

/// Invisible characters removed, wide letters narrowed, spaces at both ends removed.
#[must_use]
pub fn clean(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_invisible(*c)).map(narrow).collect();
    seen.trim().to_owned()
}

/// The ASCII character that a foreign letter looks like. It is offered and never applied: two people could become one.
#[must_use]
pub fn looks_like(c: char) -> Option<(char, Script)> {
    if c.is_ascii() {
        return None;
    }
    if let Some((_, plain)) = ACCENTED.iter().find(|(letters, _)| letters.contains(c)) {
        return Some((*plain, Script::Accented));
    }
    let mut pairs = CONFUSABLES.chars();
    while let (Some(foreign), Some(plain)) = (pairs.next(), pairs.next()) {
        if foreign == c && plain.is_ascii() {
            let script = if (c as u32) < 0x0400 { Script::Greek } else { Script::Cyrillic };
            return Some((plain, script));
        }
    }
    None
}

/// Whether a character only puts an accent on the one before it.
#[must_use]
pub const fn is_accent(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x034E | 0x0350..=0x036F)
}

/// Every character of a text in its own cell, so that a person sees what cannot be seen. Never used on a password.
#[must_use]
pub fn inspect(text: &str) -> Vec<Cell> {
    text.chars().map(cell).collect()
}

fn cell(c: char) -> Cell {
    let (name, kind) = if is_invisible(c) || c.is_whitespace() {
        (Some(blank_name(c)), CellKind::Invisible)
    } else {
        match doubt(c) {
            Some(name) => (Some(name), CellKind::Doubtful),
            None => (None, CellKind::Plain),
        }
    };
    let shown = if kind == CellKind::Invisible { String::new() } else { c.to_string() };
    Cell { shown, name, kind }
}

const fn blank_name(c: char) -> Text {
    match c as u32 {
        0x20 => text::CHAR_SPACE,
        0x09 => text::CHAR_TAB,
        0x0A..=0x0D | 0x85 | 0x2028 | 0x2029 => text::CHAR_LINE_BREAK,
        0xA0 | 0x202F => text::CHAR_NO_BREAK_SPACE,
        0x3000 => text::CHAR_WIDE_SPACE,
        0xAD => text::CHAR_SOFT_HYPHEN,
        0x200B | 0x2060 | 0xFEFF => text::CHAR_ZERO_WIDTH_SPACE,
        0x200C | 0x200D => text::CHAR_JOINER,
        0x061C | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069 => text::CHAR_DIRECTION,
        _ if c.is_whitespace() => text::CHAR_OTHER_SPACE,
        _ => text::CHAR_HIDDEN,
    }
}

fn doubt(c: char) -> Option<Text> {
    Some(match c {
        '0' => text::CHAR_DIGIT_0,
        'O' | 'o' => text::CHAR_LETTER_O,
        '1' => text::CHAR_DIGIT_1,
        'I' => text::CHAR_LETTER_I,
        'l' => text::CHAR_LETTER_L,
        _ if is_wide(c) => text::CHAR_WIDE_LETTER,
        _ if is_dash(c) && c != '-' => text::CHAR_LONG_DASH,
        _ if is_typographic(c) => text::CHAR_CURLY,
        _ if is_accent(c) => text::CHAR_ACCENT,
        _ => match looks_like(c) {
            Some((_, Script::Cyrillic)) => text::CHAR_CYRILLIC,
            Some((_, Script::Greek)) => text::CHAR_GREEK,
            Some((_, Script::Accented)) => text::CHAR_ACCENT,
            None if !c.is_ascii() => text::CHAR_FOREIGN,
            None => return None,
        },
    })
}
