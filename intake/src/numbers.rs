//! Numbers: phones, and what names somebody. A spreadsheet takes them for amounts.

use super::convert::{Code, Converted};
use crate::fields::{SSN, WORK_EXTENSION};

/// Most digits of an extension: more are a number of their own.
const LONGEST_EXTENSION: usize = 6;

/// The digits of a text.
pub fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The digits of a number of this country, without the 1 before it.
fn home_digits(number: &str) -> String {
    let digits = digits_of(number);
    if digits.len() >= 11 && digits.starts_with('1') { digits[1..].to_owned() } else { digits }
}

/// Two numbers in one cell: the first of them, and the rest.
fn first_of_two(cell: &str) -> Option<(&str, &str)> {
    let marks = ["/", ";", ",", "|", "&", " or ", " o ", " y ", " and "];
    let cuts = marks.iter().filter_map(|mark| cell.split_once(mark));
    cuts.filter(|(first, rest)| home_digits(first).len() == 10 && digits_of(rest).len() > LONGEST_EXTENSION)
        .min_by_key(|(first, _)| first.len())
}

/// Reads a phone number.
pub fn phone(field: &'static str, header: &str, cell: &str, row: &mut Converted) {
    let Some(plain) = plain_number(field, cell, row) else { return row.leave_out(field, header, cell) };
    let (plain, other) = first_of_two(&plain).unwrap_or((plain.as_str(), ""));
    let lower = plain.to_ascii_lowercase();
    let cut = ["ext", "x", "#"].iter().filter_map(|mark| lower.find(mark)).min();
    let (number, after) = cut.map_or((plain, ""), |at| plain.split_at(at));
    let is_abroad = number.trim_start().starts_with('+');
    let (mut digits, mut extension) = (home_digits(number), digits_of(after));
    if digits.len() > 10 && !is_abroad {
        extension = digits.split_off(10) + &extension;
        if extension.len() > LONGEST_EXTENSION {
            // Two numbers, and nothing says where the first one ends.
            return row.leave_out(field, header, cell);
        }
    }
    let abroad = is_abroad && digits.len() > 10;
    if digits.bytes().all(|b| b == b'0') {
        return if digits.is_empty() { row.leave_out(field, header, cell) } else { row.tell(field, Code::Nothing, cell, "") };
    }
    if digits.len() != 10 && !abroad {
        return row.leave_out(field, header, cell);
    }
    if !other.is_empty() || extension.len() > LONGEST_EXTENSION {
        row.leave_out(field, header, cell);
        extension.clear();
    }
    let told = if abroad { format!("+{digits}") } else { digits };
    row.values.insert(field, told);
    if !extension.is_empty() {
        if field == "work_phone" {
            row.values.entry(WORK_EXTENSION).or_insert(extension);
        } else {
            row.keep_beside(&format!("{header}: extension"), &extension);
        }
    }
}

/// A cell that a spreadsheet wrote as `2.075550142E+9`.
#[derive(Debug, PartialEq, Eq)]
enum Scientific {
    /// Every digit is there.
    Whole(String),
    /// `1.23457E+11`: it was a number of twelve digits, and nobody knows which.
    Lost,
}

fn scientific(cell: &str) -> Option<Scientific> {
    let (mantissa, exponent) = cell.split_once(['e', 'E'])?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let power = exponent.strip_prefix('+').unwrap_or(exponent);
    let (whole, rest) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    // `12E5` is a chart number, and no more.
    let dressed = power.len() < exponent.len() || whole.len() < mantissa.len();
    let digits = format!("{whole}{rest}");
    if !dressed || whole.len() != 1 || !is_number(&digits) || !is_number(power) || power.len() > 2 {
        return None;
    }
    let n = power.parse::<usize>().ok()? + 1;
    let is_whole = digits.len() >= n && digits[n..].bytes().all(|b| b == b'0');
    Some(if is_whole { Scientific::Whole(digits[..n].to_owned()) } else { Scientific::Lost })
}

/// A number that a spreadsheet dressed: `1,234`, `1234.0`, `2.075550142E+9`. None where digits are lost: `1.23457E+11` was a number of twelve.
pub fn plain_number(field: &str, cell: &str, row: &mut Converted) -> Option<String> {
    let is_grouped = |text: &str| {
        let mut groups = text.split(',');
        let first = groups.next().unwrap_or_default();
        text.contains(',')
            && (1..=3).contains(&first.len())
            && first.bytes().all(|b| b.is_ascii_digit())
            && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
    };
    if is_grouped(cell) {
        let plain = cell.replace(',', "");
        row.tell(field, Code::Thousands, cell, &plain);
        return Some(plain);
    }
    let whole = cell.strip_suffix(".0").filter(|whole| !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit()));
    let plain = match (whole, scientific(cell)) {
        (Some(whole), _) => whole.to_owned(),
        (None, None) => return Some(cell.to_owned()),
        (None, Some(Scientific::Whole(digits))) => digits,
        (None, Some(Scientific::Lost)) => return None,
    };
    row.tell(field, Code::Scientific, cell, &plain);
    Some(plain)
}

/// Nine digits, or nothing: it is only compared.
pub fn ssn(cell: &str, row: &mut Converted) {
    let plain = cell.strip_suffix(".0").unwrap_or(cell);
    let digits = match scientific(cell) {
        Some(Scientific::Whole(digits)) => digits,
        Some(Scientific::Lost) => String::new(),
        None => digits_of(plain),
    };
    let padded = if (6..=8).contains(&digits.len()) { format!("{digits:0>9}") } else { digits.clone() };
    let same = padded.bytes().all(|b| Some(b) == padded.bytes().next());
    let nobody = padded.len() != 9 || same || padded == "123456789" || padded.starts_with("000") || padded.starts_with("666");
    if nobody || padded != digits {
        // Never the number itself: reports are read by many.
        row.tell(SSN, Code::SsnOdd, "", "");
    }
    row.ssn = if nobody { String::new() } else { padded };
}
