//! Names as they are searched and ordered: without accents, case and apostrophes, so that "MARÍA" finds Maria and "obrien" O’Brien.
//!
//! What is stored and what is typed go through the same function. The keys stand in columns with indexes; a row from before this rule is
//! given its new keys at the start ([`fill`]).

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

use super::store;
use crate::platform::{Outcome, Platform};

/// Rows that one transaction of [`fill`] looks at.
const BATCH: i64 = 500;

/// A text without accents, case, apostrophes and doubled spaces. Usernames stay as they are.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_apostrophe(*c)).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            '\u{2010}'..='\u{2015}' => plain.push('-'),
            // "İ" in lower case is an i and a dot.
            c if is_combining_mark(c) => {}
            c => plain.push(c),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What people and their telephones put between O and Brien.
const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bb}'..='\u{2bd}' | '\u{ff07}')
}

/// The list's order and the search for the family name, and the search for the given name.
#[must_use]
pub fn keys(first_name: &str, last_name: &str) -> (String, String) {
    (fold(&format!("{last_name} {first_name}")), fold(&format!("{first_name} {last_name}")))
}

/// Gives people from before this rule their keys; returns how many. Run at the start.
///
/// # Errors
/// A database fault.
pub async fn fill(platform: &Platform) -> Outcome<u64> {
    let (mut after, mut filled) = (Uuid::nil(), 0);
    loop {
        let mut tx = platform.db.write().await?;
        let rows = store::list_unfolded(&mut tx, after, BATCH).await?;
        for row in &rows {
            let (name_key, given_key) = keys(&row.first_name, &row.last_name);
            if name_key != row.name_key {
                filled += store::set_keys(&mut tx, row, &name_key, &given_key).await?;
            }
        }
        tx.commit().await?;
        let Some(last) = rows.last() else { return Ok(filled) };
        after = last.id;
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn one_name_has_one_key_however_it_is_typed() {
        for (typed, key) in [
            ("MARÍA", "maria"),
            ("Núñez", "nunez"),
            ("Nu\u{301}n\u{303}ez", "nunez"),
            ("O'Brien", "obrien"),
            ("O\u{2019}Brien", "obrien"),
            ("O\u{b4}Brien", "obrien"),
            ("Søren  Łukasz", "soren lukasz"),
            ("İpek Işık", "ipek isik"),
            ("Weiß", "weiss"),
            ("Garc\u{ed}a\u{2011}L\u{f3}pez", "garcia-lopez"),
            ("nurse.kim_2-b", "nurse.kim_2-b"),
            ("李 小龍", "李 小龍"),
        ] {
            assert_eq!(fold(typed), key, "{typed}");
            assert_eq!(fold(key), key);
        }
    }
}
