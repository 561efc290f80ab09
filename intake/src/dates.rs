//! Days as other systems write them. How a column's days are to be read is decided for the column, never for a cell: 3/4/1980 says nothing by itself.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// In which order a day's parts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// As in the United States.
    MonthFirst,
    /// As in most other countries.
    DayFirst,
}

/// Which century two digits of a year are in, where both are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Century {
    /// 12 is 1912.
    Past,
    /// 12 is 2012.
    Present,
}

/// How the days of a column are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Where the order shows, or was answered.
    pub order: Option<Order>,
    /// Where two digits of a year can be either, and it was answered.
    pub century: Option<Century>,
    /// Whole numbers are days since 1900, as Excel counts.
    pub serial: bool,
    /// Eight digits begin with the month.
    pub digits_month_first: bool,
}

/// A day that was written in some way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Year, month and day are clear.
    Clear(i16, i8, i8),
    /// Two numbers whose order is not clear, and a year.
    Two(i8, i8, Year),
    /// Month by name.
    Named(i8, i8, Year),
    /// A whole number.
    Serial(i32),
    /// Eight digits that may be either way round.
    Digits([u8; 8]),
}

/// A year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// All of it.
    Full(i16),
    /// Its last two digits.
    Short(i16),
}

/// What stands where nobody knew the day: old systems can't leave a day empty.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    const NOTHING: [&str; 16] = [
        "",
        "0",
        "null",
        "none",
        "n/a",
        "na",
        "unknown",
        "0000-00-00",
        "1800-01-01",
        "1900-01-01",
        "01/01/1900",
        "1/1/1900",
        "00/00/0000",
        "01/01/1800",
        "1/1/1800",
        "/  /",
    ];
    let text = text.trim().to_lowercase();
    let bare = text.split([' ', 't']).next().unwrap_or_default();
    NOTHING.contains(&text.as_str())
        || (NOTHING.contains(&bare) && text.ends_with("00:00:00"))
        || text.chars().all(|c| matches!(c, '0' | '/' | '-' | ' ' | '.' | ':'))
}

/// Reads the shape of a cell; none for what is no day.
#[must_use]
pub fn written(text: &str) -> Option<Written> {
    let text = text.trim();
    if !text.is_ascii() || text.len() > 40 {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return digits(text);
    }
    // `19880818112600.000-0600`: HL7.
    let before_zone = text.split(['.', '+', '-']).next().unwrap_or_default();
    if before_zone.len() >= 8 && before_zone.len().is_multiple_of(2) && before_zone.bytes().all(|b| b.is_ascii_digit()) {
        return digits(&before_zone[..8]);
    }
    // `1,234`, `29262.0`: a number that a spreadsheet dressed.
    let plain = text.replace(',', "");
    if let Some(whole) = plain
        .strip_suffix(".0")
        .or(Some(plain.as_str()))
        .filter(|whole| whole.len() == 5 && whole.bytes().all(|b| b.is_ascii_digit()))
    {
        return whole.parse().ok().map(Written::Serial);
    }
    let parts: Vec<&str> = text.split([' ', '/', '-', '.', ',', 'T']).filter(|part| !part.is_empty()).collect();
    // A weekday before the day, and an hour behind it, say nothing.
    let skip = usize::from(parts.first().is_some_and(|first| is_weekday(first)));
    let [a, b, c] = parts.get(skip..skip + 3)? else { return None };
    let rest = &parts[skip + 3..];
    if !rest.iter().all(|part| is_time(part)) {
        return None;
    }
    if let Some(month) = month(a) {
        return Some(Written::Named(month, small(b)?, year(c)?));
    }
    if let Some(month) = month(b) {
        return if a.len() == 4 {
            Some(Written::Clear(a.parse().ok()?, month, small(c)?))
        } else {
            Some(Written::Named(month, small(a)?, year(c)?))
        };
    }
    if a.len() == 4 {
        return Some(Written::Clear(a.parse().ok()?, small(b)?, small(c)?));
    }
    Some(Written::Two(small(a)?, small(b)?, year(c)?))
}

fn digits(text: &str) -> Option<Written> {
    match text.len() {
        1..=6 => text.parse().ok().map(Written::Serial),
        7 => digits(&format!("0{text}")),
        8 => text.as_bytes().try_into().ok().map(Written::Digits),
        12 | 14 => digits(&text[..8]),
        _ => None,
    }
}

fn small(text: &str) -> Option<i8> {
    let text = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    text.parse().ok().filter(|n| (1..=31).contains(n) && text.len() <= 2)
}

fn year(text: &str) -> Option<Year> {
    let n: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(Year::Full(n)),
        2 => Some(Year::Short(n)),
        _ => None,
    }
}

fn month(text: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let text = text.to_ascii_lowercase();
    let at =
        MONTHS.iter().position(|month| text.len() >= 3 && month.starts_with(&text) || text == "sept" && *month == "september")?;
    i8::try_from(at + 1).ok()
}

fn is_weekday(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .iter()
        .any(|day| text.len() >= 3 && day.starts_with(&text))
}

fn is_time(text: &str) -> bool {
    let text = text.trim_end_matches(['Z', 'z']).to_ascii_lowercase();
    ["am", "pm", "utc", "gmt", ""].contains(&text.as_str()) || text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '+'))
}

/// The day that digits say, the year first or the month.
pub(crate) fn eight(digits: [u8; 8], month_first: bool) -> Option<Date> {
    let text = std::str::from_utf8(&digits).ok()?;
    let (year, month, day) =
        if month_first { (&text[4..], &text[..2], &text[2..4]) } else { (&text[..4], &text[4..6], &text[6..]) };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok().filter(|date| (1850..2200).contains(&date.year()))
}

/// Days since 1900 as Excel counts, who has a 29 February 1900 too many.
pub(crate) fn from_serial(n: i32) -> Option<Date> {
    if !(61..=80_000).contains(&n) {
        return None;
    }
    date(1899, 12, 30).checked_add(jiff::Span::new().days(n)).ok()
}

impl Reading {
    /// The day of a cell, as this column's are read; none for what is no day.
    #[must_use]
    pub fn day(self, text: &str, today: Date) -> Option<Date> {
        let full = |year: Year| match year {
            Year::Full(year) => year,
            Year::Short(short) => {
                let this = today.year() % 100;
                // Nobody is born after today; before that both centuries are possible, and somebody said which.
                if short > this || self.century == Some(Century::Past) { 1900 + short } else { 2000 + short }
            }
        };
        match written(text)? {
            Written::Clear(year, month, day) => Date::new(year, month, day).ok(),
            Written::Two(day, month, year) if self.order == Some(Order::DayFirst) => Date::new(full(year), month, day).ok(),
            Written::Named(month, day, year) | Written::Two(month, day, year) => Date::new(full(year), month, day).ok(),
            Written::Serial(n) if self.serial => from_serial(n),
            Written::Serial(_) => None,
            Written::Digits(digits) => eight(digits, self.digits_month_first),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::{Century, Order, Reading, is_nothing, written};
    use crate::evidence::Evidence;

    #[test]
    fn every_way_to_write_a_day_is_read() {
        let today = date(2026, 11, 27);
        let reading = Reading { serial: true, ..Reading::default() };
        for text in [
            "1980-02-11",
            "1980/2/11",
            "2/11/1980",
            "02-11-1980",
            "2.11.1980",
            "19800211",
            "11-Feb-80",
            "Feb 11, 1980",
            "February 11 1980",
            "11 Feb 1980",
            "1980-Feb-11",
            "1980-02-11T00:00:00Z",
            "1980-02-11 00:00:00",
            "2/11/1980 12:00:00 AM",
            "198002111126+0215",
            "19800211000000.000-0600",
            "29262",
            "29,262",
            "29262.0",
            "Mon, 11 Feb 1980",
            "2/11/80",
            "2-11-80",
        ] {
            assert_eq!(reading.day(text, today), Some(date(1980, 2, 11)), "{text}");
        }
        let month_first = Reading { digits_month_first: true, ..reading };
        assert_eq!(month_first.day("02111980", today), Some(date(1980, 2, 11)));
        assert_eq!(month_first.day("2111980", today), Some(date(1980, 2, 11)), "a zero that a spreadsheet ate");
        assert_eq!(Reading { order: Some(Order::DayFirst), ..reading }.day("2/11/1980", today), Some(date(1980, 11, 2)));
        for text in
            ["", "2/30/1980", "13/13/1980", "hello", "1980", "2/11", "35 yrs", "(207) 555-0142", "04101-2345", "207-555-0142"]
        {
            assert_eq!(Reading::default().day(text, today), None, "{text}");
        }
    }

    #[test]
    fn two_digits_are_never_in_the_future() {
        let today = date(2026, 11, 27);
        let year = |text: &str, century| Reading { century, ..Reading::default() }.day(text, today).unwrap().year();
        assert_eq!(year("1/1/68", None), 1968);
        assert_eq!(year("1/1/27", None), 1927);
        assert_eq!((year("1/1/12", Some(Century::Past)), year("1/1/12", Some(Century::Present))), (1912, 2012));
    }

    #[test]
    fn the_column_decides_or_asks() {
        let of = |cells: &[&str]| {
            let mut evidence = Evidence::default();
            for cell in cells {
                evidence.see(cell, date(2026, 11, 27));
            }
            evidence
        };
        assert_eq!(of(&["3/4/1980", "3/14/1980"]).reading().order, Some(Order::MonthFirst));
        assert_eq!(of(&["3/4/1980", "14/3/1980"]).reading().order, Some(Order::DayFirst));
        assert!(of(&["3/4/1980", "5/5/1980"]).asks_order());
        assert!(!of(&["5/5/1980", "1980-01-01", "19800203"]).asks_order());
        let mixed = of(&["13/4/1980", "4/13/1980", "4/14/1980"]);
        assert!(mixed.is_mixed() && mixed.reading().order.is_none(), "the majority decides nothing");
        assert_eq!(mixed.large_examples, ["13/4/1980", "4/13/1980"]);
        assert!(!of(&["3/14/1980"]).is_mixed());
        assert!(of(&["3/14/12"]).asks_century() && !of(&["3/14/68"]).asks_century());
        assert!(of(&["29262", "30111", "x"]).reading().serial);
        assert!(of(&["02111980", "12311975"]).reading().digits_month_first);
        assert!(!of(&["19800211", "19751231"]).reading().digits_month_first);
    }

    #[test]
    fn stand_ins_for_no_day_are_none() {
        for text in [
            "",
            " ",
            "0",
            "00/00/0000",
            "0000-00-00",
            "1800-01-01",
            "1900-01-01 00:00:00",
            "1800-01-01T00:00:00",
            "null",
            "  /  /    ",
        ] {
            assert!(is_nothing(text), "{text:?}");
        }
        assert!(!is_nothing("2000-01-01") && !is_nothing("1/2/1900"));
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,30}") {
            let _ = written(&text);
            let _ = Reading::default().day(&text, date(2026, 11, 27));
        }

        #[test]
        fn a_day_survives_every_form(days in 0_i32..40_000) {
            let today = date(2026, 11, 27);
            let day = date(1899, 12, 30).checked_add(jiff::Span::new().days(days + 5000)).unwrap();
            prop_assume!(day <= today);
            let reading = Reading { serial: true, ..Reading::default() };
            for form in ["%Y-%m-%d", "%m/%d/%Y", "%Y%m%d", "%d %b %Y", "%B %d, %Y"] {
                prop_assert_eq!(reading.day(&day.strftime(form).to_string(), today), Some(day));
            }
            prop_assert_eq!(reading.day(&(days + 5000).to_string(), today), Some(day));
        }
    }
}
