//! Whether two records are the same person.
//!
//! Rules that can be told to a receptionist, not a sum of weights: each likeness has a reason, and a person decides. Twins are two people: the same birth date,
//! family name and address with another given name is never one.

use serde::{Deserialize, Serialize};

use crate::names::{GIVEN, SHORT};
use crate::record::{Record, View};

/// How likely two records are one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likeness {
    /// Names close, or the birth date: somebody should look.
    Possible,
    /// Same names, same birth date.
    Probable,
    /// The other system's number says so.
    Same,
}

/// Why two records are likely one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The same number in the other system.
    SourceId,
    /// Names and birth date are the same.
    NamesAndBirthDate,
    /// The birth date is, and the names are close.
    CloseNames,
    /// Given and family name are swapped.
    SwappedNames,
    /// The birth date is, and the family name is another: a marriage.
    OtherFamilyName,
    /// The names are, and the birth dates differ by a swap or a digit.
    CloseBirthDate,
    /// The same Social Security number, and close names.
    Ssn,
    /// The same phone or e-mail address, the same names, and one has no birth date.
    Reach,
}

/// How close two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Close {
    No,
    /// A slip of the keys.
    Near,
    /// A short form, an initial, a part of a double name.
    Short,
    Same,
}

fn first_names(a: &str, b: &str) -> Close {
    if a.is_empty() || b.is_empty() {
        return Close::No;
    }
    if a == b {
        return Close::Same;
    }
    if are_short(a, b) {
        return Close::Short;
    }
    let (one, other) = (a.split(' ').next().unwrap_or(a), b.split(' ').next().unwrap_or(b));
    if one == other && one.len() > 1 {
        return Close::Short;
    }
    // Two names that parents give are two names, however close: Jayden and Hayden.
    if GIVEN.contains(&one) && GIVEN.contains(&other) || are_of_a_pair(one, other) {
        return Close::No;
    }
    near(a, b)
}

/// Whether two have names after the first one, and share none of them: not even an initial.
fn are_other_words(a: &str, b: &str) -> bool {
    let words = |text: &str| text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (words(a), words(b));
    !one.is_empty() && !other.is_empty() && one.iter().all(|a| other.iter().all(|b| first_names(a, b) == Close::No))
}

/// Whether two who share the first of their given names have another second one, wherever it stands: in the given name or as the middle one. Parents give María
/// José and María Elena to two children. An initial tells too little: clerks mistake them.
fn are_other_seconds((first, middle): (&str, &str), (other_first, other_middle): (&str, &str)) -> bool {
    let seconds = |first: &str, middle: &str| {
        let after = first.split_once(' ').map_or("", |(_, after)| after);
        format!("{after} {middle}")
    };
    let is_whole = |text: &str| text.split(' ').any(|word| word.chars().count() > 1);
    let (a, b) = (seconds(first, middle), seconds(other_first, other_middle));
    first.split(' ').next() == other_first.split(' ').next() && is_whole(&a) && is_whole(&b) && are_other_words(&a, &b)
}

/// A boy's name and its girl's: Luis and Luisa, Mario and Maria.
fn are_of_a_pair(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_suffix('a') == Some(short)
        || short.len() == long.len() && short.len() > 3 && {
            let one = short.strip_suffix(['a', 'o']);
            one.is_some() && one == long.strip_suffix(['a', 'o'])
        }
}

fn last_names(a: &str, b: &str) -> Close {
    if a.is_empty() || b.is_empty() {
        return Close::No;
    }
    if a == b {
        return Close::Same;
    }
    if !a.contains(' ') && !b.contains(' ') {
        return near(a, b);
    }
    if a.replace(' ', "") == b.replace(' ', "") {
        return Close::Same;
    }
    let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (words(a), words(b));
    let (few, many) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    if many.len() > few.len() && few.iter().all(|word| word.len() > 2 && many.contains(word)) {
        return Close::Short;
    }
    near(a, b)
}

fn near(a: &str, b: &str) -> Close {
    let shorter = a.chars().count().min(b.chars().count());
    let slips = strsim::osa_distance(a, b);
    let slip = shorter >= 4 && slips == 1
        || shorter >= 3 && slips == 1 && a.chars().next() == b.chars().next()
        || shorter >= 7 && slips == 2;
    if slip { Close::Near } else { Close::No }
}

fn are_short(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.chars().count() == 1 && long.starts_with(short) {
        return true;
    }
    SHORT.iter().any(|names| names.contains(&a) && names.contains(&b))
}

/// How two birth dates differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Born {
    Same,
    Slip,
    Missing,
    Different,
}

fn births(a: u32, b: u32) -> Born {
    if a == 0 || b == 0 {
        return Born::Missing;
    }
    if a == b {
        return Born::Same;
    }
    // Four bits a digit: day and month are a byte each.
    let swapped = a & 0xffff_0000 | (a & 0xff) << 8 | a >> 8 & 0xff;
    if swapped == b || is_slip(a, b) { Born::Slip } else { Born::Different }
}

/// Whether two days differ by one digit, or by two neighbours that are swapped.
fn is_slip(a: u32, b: u32) -> bool {
    let apart = a ^ b;
    let Some(highest) = apart.checked_ilog2() else { return false };
    let (last, first) = (apart.trailing_zeros() / 4, highest / 4);
    let digit = |of: u32, at: u32| of >> (4 * at) & 0xf;
    first == last || first == last + 1 && digit(a, first) == digit(b, last) && digit(a, last) == digit(b, first)
}

/// Compares two records.
#[must_use]
pub fn compare(a: &Record, b: &Record) -> Option<(Likeness, Reason)> {
    compare_views(a.view(), b.view())
}

/// The same of two records that are kept elsewhere.
#[must_use]
pub fn compare_views(one: View<'_>, other: View<'_>) -> Option<(Likeness, Reason)> {
    let (a, b) = (one.facts, other.facts);
    if a.suffix > 0 && b.suffix > 0 && a.suffix != b.suffix {
        return None;
    }
    let born = births(a.born, b.born);
    if born == Born::Different && !(a.ssn > 0 && a.ssn == b.ssn) {
        return None;
    }
    let ((first, middle, last), (other_first, other_middle, other_last)) = (one.parts(), other.parts());
    let other_ssn = a.ssn > 0 && b.ssn > 0 && strsim::osa_distance(&format!("{:09}", a.ssn), &format!("{:09}", b.ssn)) > 2;
    let same_ssn = a.ssn > 0 && a.ssn == b.ssn;
    if other_ssn || !same_ssn && are_other_seconds((first, middle), (other_first, other_middle)) {
        return None;
    }
    let mut given = first_names(first, other_first);
    // Somebody who goes by the middle name.
    if given == Close::No && (first_names(middle, other_first) == Close::Same || first_names(first, other_middle) == Close::Same) {
        given = Close::Short;
    }
    let family = last_names(last, other_last);
    let other_sex = a.sex > 0 && b.sex > 0 && a.sex != b.sex;
    if other_sex && given != Close::Same {
        return None;
    }
    let middles_differ = !middle.is_empty() && !other_middle.is_empty() && first_names(middle, other_middle) == Close::No;
    let swapped = first_names(first, other_last) == Close::Same && first_names(last, other_first) == Close::Same;
    let possible = |reason| Some((Likeness::Possible, reason));
    if same_ssn && (given != Close::No || swapped) && (family != Close::No || swapped || born == Born::Same) {
        return if given == Close::Same && family == Close::Same && born == Born::Same {
            Some((Likeness::Probable, Reason::NamesAndBirthDate))
        } else {
            possible(Reason::Ssn)
        };
    }
    match born {
        Born::Same if given == Close::Same && family == Close::Same => {
            if middles_differ && !one.share_place(other) {
                possible(Reason::CloseNames)
            } else {
                Some((Likeness::Probable, Reason::NamesAndBirthDate))
            }
        }
        Born::Same if swapped => possible(Reason::SwappedNames),
        // Two slips in one record are one too many, unless something else agrees.
        Born::Same if given != Close::No && family != Close::No => {
            (given.min(family) > Close::Near || given.max(family) == Close::Same || one.share_place(other))
                .then_some((Likeness::Possible, Reason::CloseNames))
        }
        Born::Same if given == Close::Same && one.share_place(other) && !middles_differ => possible(Reason::OtherFamilyName),
        Born::Slip
            if (given >= Close::Short && family >= Close::Short || swapped || given == Close::Same && family == Close::Near)
                && one.share_place(other)
                && !middles_differ =>
        {
            possible(Reason::CloseBirthDate)
        }
        Born::Missing if given >= Close::Short && family >= Close::Short && one.share_reach(other) && !middles_differ => {
            possible(Reason::Reach)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Likeness, Reason, compare};
    use crate::record::{Of, Record};

    #[test]
    fn names_of_any_letters_are_compared() {
        for (one, other) in [("ßß", "anna"), ("ßß", "ßß a"), ("李雷", "李蕾"), ("Ağaç", "Ağa"), ("dⷝ", "dⷞ")] {
            let (one, other) = (Record::new(Of { first: one, ..ana() }), Record::new(Of { first: other, ..ana() }));
            assert_eq!(compare(&one, &other), compare(&other, &one));
        }
    }

    fn ana() -> Of<'static> {
        Of {
            first: "Ana",
            last: "Ruiz",
            born: "1980-02-11",
            sex: "F",
            phones: ["207-555-0142", "", ""],
            address: "1 Elm St",
            zip: "04101",
            ..Of::default()
        }
    }

    fn told(a: Of<'_>, b: Of<'_>) -> Option<(Likeness, Reason)> {
        let (a, b) = (Record::new(a), Record::new(b));
        assert_eq!(compare(&a, &b), compare(&b, &a), "the order is nothing");
        compare(&a, &b)
    }

    #[test]
    fn each_likeness_has_its_reason() {
        let possible = |reason| Some((Likeness::Possible, reason));
        assert_eq!(told(ana(), Of { first: "ANA", last: "Ruíz", ..ana() }), Some((Likeness::Probable, Reason::NamesAndBirthDate)));
        assert_eq!(told(Of { first: "Robert", ..ana() }, Of { first: "Bob", sex: "", ..ana() }), possible(Reason::CloseNames));
        assert_eq!(told(Of { last: "Henderson", ..ana() }, Of { last: "Hendersen", ..ana() }), possible(Reason::CloseNames));
        assert_eq!(told(ana(), Of { first: "Ruiz", last: "Ana", ..ana() }), possible(Reason::SwappedNames));
        assert_eq!(told(ana(), Of { last: "Lopez", ..ana() }), possible(Reason::OtherFamilyName));
        assert_eq!(told(ana(), Of { born: "1980-11-02", ..ana() }), possible(Reason::CloseBirthDate));
        assert_eq!(told(ana(), Of { born: "1980-02-12", ..ana() }), possible(Reason::CloseBirthDate));
        assert_eq!(told(ana(), Of { born: "", ..ana() }), possible(Reason::Reach));
        let with_ssn = Of { ssn: "219099999", ..ana() };
        assert_eq!(told(with_ssn, Of { born: "1975-05-05", phones: ["", "", ""], address: "", ..with_ssn }), possible(Reason::Ssn));
    }

    #[test]
    fn others_are_others() {
        for other in [
            Of { first: "Luis", sex: "M", ..ana() },
            Of { born: "1954-07-03", ..ana() },
            Of { born: "1980-02-12", phones: ["", "", ""], address: "9 Oak", ..ana() },
            Of { first: "Lucia", ..ana() },
            Of { first: "Anna", born: "", phones: ["", "", ""], address: "", ..ana() },
        ] {
            assert_eq!(told(ana(), other), None, "{other:?}");
        }
        let father = Of { first: "James", last: "Hill", suffix: "Sr", sex: "M", ..ana() };
        assert_eq!(told(father, Of { suffix: "Jr", ..father }), None);
    }

    #[test]
    fn a_slip_is_a_digit_or_two_neighbours() {
        for (one, other, slip) in [
            (0x1980_0211, 0x1980_0212, true),
            (0x1980_0211, 0x1980_0211, false),
            (0x1980_0211, 0x1908_0211, true),
            (0x1980_0211, 0x1890_0211, true),
            (0x1980_0211, 0x1089_0211, false),
            (0x1980_0211, 0x1980_0322, false),
            (0x1982_0211, 0x2891_0211, false),
            (0x1980_0213, 0x1980_0231, true),
            (0x1980_0213, 0x3980_0211, false),
        ] {
            let distance = strsim::osa_distance(&format!("{one:08x}"), &format!("{other:08x}"));
            assert_eq!((super::is_slip(one, other), distance == 1), (slip, slip), "{one} {other}");
        }
    }

    #[test]
    fn twins_who_share_the_first_of_two_names_are_two_people() {
        let twin = |first, middle| Of { first, middle, sex: "F", ..ana() };
        for (one, other) in [
            (("María José", ""), ("María Elena", "")),
            (("María", "José"), ("María", "Elena")),
            (("María José", ""), ("María", "Elena")),
            (("Ana", "Sofía"), ("Ana Lucía", "")),
        ] {
            assert_eq!(told(twin(one.0, one.1), twin(other.0, other.1)), None, "{one:?}, {other:?}");
        }
        for (one, other) in [
            (("María José", ""), ("María", "")),
            (("María José", ""), ("María", "J")),
            (("María José", ""), ("María", "José")),
            (("María José", "Elena"), ("María Elena", "")),
            (("María Josefina", ""), ("María Josefna", "")),
            (("Ana", "S"), ("Ana", "T")),
        ] {
            assert!(told(twin(one.0, one.1), twin(other.0, other.1)).is_some(), "{one:?}, {other:?}");
        }
    }

    #[test]
    fn twins_are_two_people() {
        for (one, other) in [
            ("Jayden", "Hayden"),
            ("Maria", "Mario"),
            ("Anna", "Hannah"),
            ("Ella", "Emma"),
            ("Leo", "Leona"),
            ("Sofia", "Sophie"),
            ("Luis", "Luisa"),
        ] {
            let twin = |first| Of { first, sex: "", ..ana() };
            assert_eq!(told(twin(one), twin(other)), None, "{one}, {other}");
        }
    }
}
