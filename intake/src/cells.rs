//! From one cell to one value, by the kind of its field.

use super::convert::{Code, Converted, Plan, States};
use crate::dates;
use crate::fields::{FULL_ADDRESS, FULL_NAME, Field, Kind, SOURCE_ID, bare};
use crate::numbers::{digits_of, phone, plain_number, ssn};

/// Reads a cell of a column into its row.
pub fn read(plan: &Plan, at: usize, field: Field, cell: &str, states: States<'_>, row: &mut Converted) {
    let header = plan.header[at].as_str();
    let keep = |row: &mut Converted, value: String| {
        // The first column of a field counts: a whole name does not undo its parts.
        row.values.entry(field.name).or_insert(value);
    };
    match field.kind {
        Kind::Text | Kind::Extension | Kind::Email => keep(row, cell.to_owned()),
        Kind::Name => keep(row, if plan.tidy_names { tidy(cell) } else { cell.to_owned() }),
        Kind::FullName => full_name(plan, cell, row),
        Kind::FullAddress => full_address(cell, states, row),
        Kind::Day(is_birth) => day(plan, at, field.name, is_birth, cell, row),
        Kind::Sex => {
            if let Some(value) = sex(cell).map(str::to_owned).or_else(|| plan.codes[at].get(&cell.to_lowercase()).cloned()) {
                keep(row, value);
            } else {
                row.tell(field.name, Code::SexUnknown, cell, "U");
                row.keep_beside(header, cell);
            }
        }
        Kind::Marital | Kind::Relation => {
            let said = if field.kind == Kind::Marital { marital(cell) } else { relation(cell) };
            match said {
                Some(ours) => keep(row, ours.to_owned()),
                None => row.leave_out(field.name, header, cell),
            }
        }
        Kind::State => match state_of(cell, states) {
            Some(ours) => keep(row, ours),
            None => row.leave_out(field.name, header, cell),
        },
        Kind::Zip => zip(field.name, header, cell, row),
        Kind::Phone => phone(field.name, header, cell, row),
        Kind::Dollars => {
            let amount = cell.replace(',', "");
            if amount != cell {
                row.tell(field.name, Code::Thousands, cell, &amount);
            }
            keep(row, amount);
        }
        Kind::Number => match plain_number(field.name, cell, row) {
            Some(number) if field.name == SOURCE_ID => row.source_id = number,
            Some(number) => keep(row, number),
            // Two patients may have lost the same digits.
            None if [SOURCE_ID, "chart_number"].contains(&field.name) => row.tell(field.name, Code::DigitsLost, cell, ""),
            None => row.leave_out(field.name, header, cell),
        },
        Kind::Ssn => ssn(cell, row),
        Kind::Active(inverted) => {
            let coded = plan.codes[at].get(cell).map(|is| (is == "true") != inverted);
            match coded.or_else(|| status(cell)).or_else(|| yes(cell).map(|is| is != inverted)) {
                Some(is) => row.active = Some(row.active.unwrap_or(true) && is),
                None => row.leave_out(field.name, header, cell),
            }
        }
    }
}

/// One capital for each word of a name that has only capitals.
fn tidy(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || name.chars().count() < 3 {
        return name.to_owned();
    }
    let mut out = String::new();
    let mut begins = true;
    for c in name.chars() {
        if begins {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        begins = matches!(c, ' ' | '-' | '\'' | '’' | '.');
    }
    out
}

fn is_suffix(word: &str) -> bool {
    ["jr", "sr", "ii", "iii", "iv", "v"].contains(&bare(word).as_str())
}

/// `Ruiz, Ana M`, `Ruiz Jr, Ana`, `Ana M Ruiz`.
fn full_name(plan: &Plan, cell: &str, row: &mut Converted) {
    let (last, given) = if let Some((last, given)) = cell.split_once(',') {
        (last.trim().to_owned(), given.trim().to_owned())
    } else {
        let mut words: Vec<&str> = cell.split(' ').collect();
        let suffix = words.last().copied().filter(|word| words.len() > 2 && is_suffix(word));
        if suffix.is_some() {
            words.pop();
        }
        let last = if words.len() > 1 { words.pop().unwrap_or_default() } else { "" };
        ([Some(last), suffix].into_iter().flatten().collect::<Vec<_>>().join(" "), words.join(" "))
    };
    let mut last: Vec<&str> = last.split(' ').collect();
    let mut given: Vec<&str> = given.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let mut set = |name: &'static str, value: String| {
        if !value.is_empty() {
            row.values.entry(name).or_insert(if plan.tidy_names { tidy(&value) } else { value });
        }
    };
    for words in [&mut last, &mut given] {
        if words.len() > 1 && words.last().is_some_and(|word| is_suffix(word)) {
            set("suffix", words.pop().unwrap_or_default().to_owned());
        }
    }
    let middle = if given.len() > 1 { given.split_off(1).join(" ") } else { String::new() };
    let told = format!("{} | {} | {}", given.join(" "), middle, last.join(" "));
    set("first_name", given.join(" "));
    set("middle_name", middle);
    set("last_name", last.join(" "));
    row.tell(FULL_NAME, Code::NameDivided, cell, &told);
}

/// `1 Elm St, Apt 2, Portland, ME 04101`.
fn full_address(cell: &str, states: States<'_>, row: &mut Converted) {
    let parts: Vec<&str> = cell.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut words: Vec<&str> = parts.last().copied().unwrap_or_default().split(' ').collect();
    let zip = words.pop().filter(|word| word.len() >= 5 && word.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
    let code = state_of(&words.join(" "), states);
    if let (Some(zip), Some(code), true) = (zip, code, parts.len() > 2) {
        let street = &parts[..parts.len() - 2];
        let mut set = |name: &'static str, value: &str| {
            row.values.entry(name).or_insert(value.to_owned());
        };
        set("address_1", street[0]);
        if street.len() > 1 {
            set("address_2", &street[1..].join(", "));
        }
        set("city", parts[parts.len() - 2]);
        set("state", &code);
        set("zip", zip);
        row.tell(FULL_ADDRESS, Code::AddressDivided, cell, "");
    } else {
        row.values.entry("address_1").or_insert(cell.to_owned());
    }
}

fn day(plan: &Plan, at: usize, field: &'static str, is_birth: bool, cell: &str, row: &mut Converted) {
    if dates::is_nothing(cell) {
        row.tell(field, Code::Nothing, cell, "");
        return;
    }
    let reading = plan.days[at];
    match reading.day(cell, plan.today) {
        Some(date) if is_birth && date > plan.today => row.tell(field, Code::BirthDateFuture, cell, ""),
        Some(date) => {
            let told = date.to_string();
            if matches!(dates::written(cell), Some(dates::Written::Serial(_))) {
                row.tell(field, Code::SerialDay, cell, &told);
            }
            row.values.insert(field, told);
        }
        None if is_birth => row.tell(field, Code::BirthDateUnreadable, cell, ""),
        None => row.leave_out(field, &plan.header[at], cell),
    }
}

fn sex(cell: &str) -> Option<&'static str> {
    match bare(cell).as_str() {
        "m" | "male" | "man" | "boy" | "masculino" | "hombre" => Some("M"),
        "f" | "female" | "woman" | "girl" | "femenino" | "mujer" | "w" => Some("F"),
        "x" | "o" | "other" | "nonbinary" | "nb" | "undifferentiated" | "un" | "a" | "ambiguous" => Some("X"),
        "u" | "unk" | "unknown" | "n" | "notspecified" | "undisclosed" | "asked" | "declined" | "notapplicable" => Some("U"),
        _ => None,
    }
}

fn marital(cell: &str) -> Option<&'static str> {
    match bare(cell).as_str() {
        "s" | "single" | "nevermarried" | "n" | "unmarried" | "annulled" | "b" => Some("single"),
        "m" | "married" | "c" | "commonlaw" => Some("married"),
        "d" | "divorced" | "i" | "interlocutory" => Some("divorced"),
        "w" | "widowed" | "widow" | "widower" => Some("widowed"),
        "a" | "l" | "e" | "x" | "separated" | "legallyseparated" => Some("separated"),
        "p" | "t" | "g" | "r" | "partner" | "domesticpartner" | "lifepartner" | "registereddomesticpartner" | "livingtogether" => {
            Some("partner")
        }
        _ => None,
    }
}

fn relation(cell: &str) -> Option<&'static str> {
    match bare(cell).as_str() {
        "self" | "18" | "insured" | "patient" | "s" => Some("self"),
        "spouse" | "01" | "husband" | "wife" | "sp" => Some("spouse"),
        "child" | "19" | "son" | "daughter" | "ch" | "dependent" => Some("child"),
        "other" | "g8" | "parent" | "mother" | "father" | "o" | "otherrelationship" => Some("other"),
        _ => None,
    }
}

/// Whether they are still a patient, in words that say so whatever the column is called: `Inactive` is inactive under *Inactive* too.
fn status(cell: &str) -> Option<bool> {
    match bare(cell).as_str() {
        "active" | "a" => Some(true),
        "inactive" | "i" | "deceased" | "archived" | "dismissed" | "discharged" | "transferred" => Some(false),
        _ => None,
    }
}

/// Yes or no: to what, the name of the column says.
fn yes(cell: &str) -> Option<bool> {
    match bare(cell).as_str() {
        "true" | "t" | "yes" | "y" | "x" | "checked" | "1" => Some(true),
        "0" | "false" | "f" | "no" | "n" => Some(false),
        _ => None,
    }
}

fn state_of(cell: &str, states: States<'_>) -> Option<String> {
    let plain = bare(cell);
    states.iter().find(|(code, name)| code.eq_ignore_ascii_case(&plain) || bare(name) == plain).map(|(code, _)| (*code).to_owned())
}

fn zip(field: &'static str, header: &str, cell: &str, row: &mut Converted) {
    let plain = cell.strip_suffix(".0").unwrap_or(cell).replace(',', "");
    if !plain.is_empty() && plain.bytes().all(|b| b == b'0') {
        return row.tell(field, Code::ZipZero, cell, "");
    }
    let digits = digits_of(&plain);
    let only = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' '));
    let padded = match digits.len() {
        _ if !only => return row.leave_out(field, header, cell),
        5 | 9 => digits.clone(),
        3 | 4 => format!("{digits:0>5}"),
        7 | 8 => format!("{digits:0>9}"),
        _ => return row.leave_out(field, header, cell),
    };
    let told = if padded.len() == 9 { format!("{}-{}", &padded[..5], &padded[5..]) } else { padded.clone() };
    if padded != digits {
        row.tell(field, Code::ZipPadded, cell, &told);
    } else if plain != cell {
        row.tell(field, Code::Thousands, cell, &told);
    }
    row.values.insert(field, told);
}
