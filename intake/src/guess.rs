//! Which field a column probably is, and why: by its name, by a name that is close, by what is in it.

use serde::{Deserialize, Serialize};

use crate::columns::Column;
use crate::fields::{self, FIELDS, FULL_ADDRESS, FULL_NAME, Kind, bare};
use crate::systems::System;

/// Why a column is taken for a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Other systems call the field so.
    Name,
    /// The chosen system does.
    System,
    /// Its name is close to this one.
    Close(String),
    /// Its cells look like it.
    Values,
    /// It would be one that this column is already.
    Taken(String),
    /// Nothing is in it.
    Empty,
    /// Nothing tells.
    Unknown,
    /// Somebody chose it, now or the last time.
    Chosen,
}

/// What a column is taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// The field; empty for none.
    pub field: String,
    /// Why.
    pub why: Why,
}

/// Names that say little by themselves: what is in the column has to agree.
const VAGUE: [&str; 14] =
    ["patient", "name", "status", "id", "code", "home", "work", "first", "last", "given", "account", "client", "group", "insured"];

/// Names under which a reader keeps what has no column of its own: whatever is in it, it is no field.
const BESIDE: [&str; 2] = ["other", "policiesbesidethese"];

/// Guesses every column. Each field is given once.
#[must_use]
pub fn guess(columns: &[Column], system: Option<&System>) -> Vec<Guess> {
    let mut candidates: Vec<(u32, usize, &'static str, Why)> = Vec::new();
    let names: Vec<String> = columns.iter().map(|column| bare(&column.header)).collect();
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    // One column of address beside one of city is the street.
    let has_city = has(fields::find("city").map_or(&[], |field| field.aliases));
    for (at, (column, name)) in columns.iter().zip(&names).enumerate().filter(|(_, (column, _))| column.filled > 0) {
        if let Some(field) = system.and_then(|system| system.field_of(name)) {
            candidates.push((1000, at, field, Why::System));
        }
        if is_ours(name) || BESIDE.contains(&name.as_str()) || system.is_some_and(|system| system.leaves_out(name)) {
            continue;
        }
        for field in FIELDS {
            let is_called = bare(field.name) == *name || field.aliases.contains(&name.as_str());
            if is_called && (!VAGUE.contains(&name.as_str()) || agrees(column, field.kind)) {
                let field = if field.name == FULL_ADDRESS && has_city { "address_1" } else { field.name };
                candidates.push((900, at, field, Why::Name));
            } else if let Some((score, alias)) = closest(name, field.aliases)
                && agrees(column, field.kind)
            {
                candidates.push((score, at, field.name, Why::Close(alias.to_owned())));
            }
        }
        if let Some(field) = by_values(column) {
            candidates.push((300, at, field, Why::Values));
        }
    }
    // The surer first; among equals the fuller, then the one further left.
    candidates.sort_by_key(|(score, at, ..)| std::cmp::Reverse((*score, columns[*at].filled, std::cmp::Reverse(*at))));
    let mut guesses: Vec<Guess> = columns
        .iter()
        .map(|column| Guess { field: String::new(), why: if column.filled == 0 { Why::Empty } else { Why::Unknown } })
        .collect();
    let by_value = |why: &Why| matches!(why, Why::Values);
    for (_, at, field, why) in candidates {
        if !guesses[at].field.is_empty() {
            continue;
        }
        match guesses.iter().position(|guess| guess.field == field) {
            None => guesses[at] = Guess { field: field.to_owned(), why },
            Some(other) if guesses[at].why == Why::Unknown && !by_value(&why) => {
                guesses[at].why = Why::Taken(columns[other].header.clone());
            }
            Some(_) => {}
        }
    }
    tidy(&mut guesses);
    guesses
}

/// The names of the columns that the product adds to a file that it gives back (bare): read again, they are nothing.
const OURS: [&str; 2] = ["importresult", "importmessage"];

/// Whether a column is one that the product has added.
#[must_use]
pub fn is_ours(name: &str) -> bool {
    OURS.contains(&bare(name).as_str())
}

/// A whole name is nothing beside its parts.
fn tidy(guesses: &mut [Guess]) {
    let has = |guesses: &[Guess], field: &str| guesses.iter().any(|guess| guess.field == field);
    if has(guesses, "first_name") && has(guesses, "last_name") {
        for guess in guesses.iter_mut().filter(|guess| guess.field == FULL_NAME) {
            *guess = Guess { field: String::new(), why: Why::Unknown };
        }
    }
}

/// The closest alias, and how close: 500 to 600.
fn closest(name: &str, aliases: &'static [&'static str]) -> Option<(u32, &'static str)> {
    if name.len() < 4 {
        return None;
    }
    aliases
        .iter()
        .filter(|alias| alias.len() >= 4)
        // A number in a name tells two columns apart: address1 is not address2.
        .filter(|alias| digits(alias) == digits(name))
        .map(|alias| (strsim::jaro_winkler(name, alias), *alias))
        .filter(|(likeness, _)| *likeness >= 0.93)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(likeness, alias)| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
            let points = (likeness * 100.0) as u32;
            (500 + points, alias)
        })
}

fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a column's cells can be of a kind.
fn agrees(column: &Column, kind: Kind) -> bool {
    match kind {
        Kind::Day(_) => column.mostly(column.days.days),
        Kind::Email => column.mostly(column.emails),
        Kind::Phone => column.phones * 2 >= column.filled,
        Kind::FullName | Kind::Name => column.mostly(column.words),
        Kind::Sex | Kind::Active(_) | Kind::Marital | Kind::Relation => !column.many,
        Kind::State => column.mostly(column.states) || column.mostly(column.words),
        Kind::Zip => column.mostly(column.zips + column.short_zips),
        Kind::Number => column.words * 2 < column.filled,
        Kind::Ssn => column.mostly(column.ssns.max(column.numbers)),
        Kind::Text | Kind::FullAddress | Kind::Extension | Kind::Dollars => true,
    }
}

fn by_values(column: &Column) -> Option<&'static str> {
    let sexes = || {
        column
            .codes
            .keys()
            .all(|code| ["m", "f", "u", "male", "female", "unknown", "x", "o", "other"].contains(&code.to_lowercase().as_str()))
    };
    match () {
        () if column.mostly(column.emails) => Some("email"),
        () if column.mostly(column.ssns) => Some(fields::SSN),
        () if column.mostly(column.phones) => Some("home_phone"),
        () if column.mostly(column.comma_names) => Some(FULL_NAME),
        () if column.mostly(column.zips) && column.filled > 2 => Some("zip"),
        () if column.mostly(column.states) && column.filled > 2 => Some("state"),
        () if !column.many && !column.codes.is_empty() && sexes() => Some("sex"),
        () if column.mostly(column.days.days) && column.days.serials == 0 => Some(fields::BIRTH_DATE),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Why, guess};
    use crate::columns::{Column, Counter};

    fn columns(header: &[&str], rows: &[&[&str]]) -> Vec<Column> {
        let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
        let is_state = |code: &str| ["ME", "NV", "CA"].contains(&code);
        let mut counter = Counter::new(&header, date(2026, 11, 27), &is_state);
        for row in rows {
            counter.see(&row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        }
        counter.done().0
    }

    fn fields(header: &[&str], rows: &[&[&str]]) -> Vec<String> {
        guess(&columns(header, rows), None).into_iter().map(|guess| guess.field).collect()
    }

    #[test]
    fn names_and_misspelt_names_are_known() {
        let row: &[&str] = &["7", "Ana", "Ruiz", "2/11/1980", "F", "1 Elm", "Reno", "NV", "89501", "ana@example.com"];
        assert_eq!(
            fields(
                &["Chart Number", "FristName", "LAST_NAME", "Brith Date", "Sex", "Address", "City", "State", "Zip Code", "E-mail"],
                &[row]
            ),
            ["chart_number", "first_name", "last_name", "birth_date", "sex", "address_1", "city", "state", "zip", "email"]
        );
    }

    #[test]
    fn what_is_in_a_column_decides_where_its_name_says_nothing() {
        let rows: &[&[&str]] =
            &[&["Ruiz, Ana", "2/11/1980", "F", "207-555-0142", "x1"], &["Lee, Bo", "3/14/1975", "M", "207-555-0143", "x2"]];
        assert_eq!(
            fields(&["PatientName1", "Textbox39", "Textbox80", "Textbox9", "Textbox1"], rows),
            ["full_name", "birth_date", "sex", "home_phone", ""]
        );
        assert_eq!(fields(&["Patient", "Status"], &[&["17", "Active"]]), ["source_id", "active"]);
    }

    #[test]
    fn what_is_kept_beside_is_no_field_whatever_is_in_it() {
        assert_eq!(fields(&["Last Name", "Other"], &[&["Ruiz", "207-555-0142"], &["Lee", "207-555-0143"]]), ["last_name", ""]);
    }

    #[test]
    fn two_columns_of_one_field_are_shown_and_one_is_taken() {
        let all = guess(&columns(&["GENDER", "gender", "Last Name"], &[&["M", "male", "Lee"], &["F", "", "Ruiz"]]), None);
        assert_eq!((all[0].field.as_str(), &all[0].why), ("sex", &Why::Name));
        assert_eq!((all[1].field.as_str(), &all[1].why), ("", &Why::Taken("GENDER".to_owned())));
    }

    #[test]
    fn numbers_in_names_tell_columns_apart() {
        assert_eq!(fields(&["Address 1", "Address 2", "Address 3"], &[&["a", "b", "c"]]), ["address_1", "address_2", ""]);
    }
}
