//! What is compared of a person, and the drawers that it is looked for in.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What is compared of a record, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Given, middle and family name, parted by a bar.
    pub(crate) names: Box<str>,
    pub(crate) facts: Facts,
}

/// What is compared of a record besides its names. Small: there may be millions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Year, month, day, four bits a digit: digits are compared a million times, and taken apart once. 0 for none.
    pub(crate) born: u32,
    /// `M`, `F` or nothing.
    pub(crate) sex: u8,
    /// Generation: `Jr` is not `Sr`.
    pub(crate) suffix: u8,
    pub(crate) phones: [u32; 3],
    pub(crate) email: u32,
    pub(crate) address: u32,
    pub(crate) ssn: u32,
}

/// The values that a record is made of; empty for none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Of<'a> {
    /// Given name.
    pub first: &'a str,
    /// Between the two.
    pub middle: &'a str,
    /// Family name.
    pub last: &'a str,
    /// `Jr`, `III`.
    pub suffix: &'a str,
    /// `YYYY-MM-DD`.
    pub born: &'a str,
    /// `M`, `F`.
    pub sex: &'a str,
    /// Any way of writing.
    pub phones: [&'a str; 3],
    /// An address.
    pub email: &'a str,
    /// First line.
    pub address: &'a str,
    /// ZIP code.
    pub zip: &'a str,
    /// Nine digits.
    pub ssn: &'a str,
}

/// Without accents, case, apostrophes and hyphens; words by single spaces.
fn fold(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '`' | '.'))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// FNV-1a, in 32 bits: two different numbers hardly ever share one, and a person looks at what is found.
fn hash(text: &str) -> u32 {
    if text.is_empty() {
        return 0;
    }
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)).max(1)
}

fn last_ten(phone: &str) -> String {
    let number = phone.split(['x', 'X']).next().unwrap_or_default();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len().saturating_sub(10)..].to_owned()
}

impl Record {
    /// Makes one.
    #[must_use]
    pub fn new(of: Of<'_>) -> Self {
        let born = of.born.parse::<Date>().map_or(0, |date| {
            let digits = u32::from(date.year().unsigned_abs()) * 10_000
                + u32::from(date.month().unsigned_abs()) * 100
                + u32::from(date.day().unsigned_abs());
            (0..8).fold(0, |born, at| born | ((digits / 10_u32.pow(at) % 10) << (4 * at)))
        });
        let address = fold(of.address);
        // The house number and the ZIP code: streets are written in a hundred ways.
        let house = address.split(' ').next().unwrap_or_default();
        let zip: String = of.zip.chars().take(5).collect();
        let at = if house.is_empty() || zip.is_empty() { 0 } else { hash(&format!("{house} {zip}")) };
        let names = format!("{}|{}|{}", fold(of.first), fold(of.middle), fold(of.last)).into();
        let facts = Facts {
            born,
            sex: of.sex.bytes().next().filter(|sex| matches!(sex, b'M' | b'F')).unwrap_or_default(),
            suffix: match fold(of.suffix).as_str() {
                "jr" | "ii" | "2nd" => 2,
                "sr" => 1,
                "iii" | "3rd" => 3,
                "iv" => 4,
                _ => 0,
            },
            phones: of.phones.map(|phone| {
                let number = last_ten(phone);
                if number.len() == 10 { hash(&number) } else { 0 }
            }),
            email: hash(&of.email.trim().to_lowercase()),
            address: at,
            ssn: of.ssn.parse().unwrap_or_default(),
        };
        Self { names, facts }
    }

    /// What is compared of it.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View { names: &self.names, facts: &self.facts }
    }
}

/// A record, wherever it is kept.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    pub(crate) names: &'a str,
    pub(crate) facts: &'a Facts,
}

/// Kinds of drawers: birth date, sound of the names, phone, e-mail, Social Security number.
pub(crate) const KINDS: [u8; 5] = [1, 2, 3, 4, 5];

impl<'a> View<'a> {
    pub(crate) fn parts(&self) -> (&'a str, &'a str, &'a str) {
        let mut parts = self.names.splitn(3, '|');
        let mut next = || parts.next().unwrap_or_default();
        (next(), next(), next())
    }

    /// The drawers of a kind that it is looked for in: two records that could be one person share one of some kind.
    pub(crate) fn drawers(&self, kind: u8, mut put: impl FnMut(u32)) {
        let facts = self.facts;
        match kind {
            1 if facts.born > 0 => {
                // Day and month swapped are in the same drawer.
                let (year, month, day) = (facts.born & 0xffff_0000, facts.born >> 8 & 0xff, facts.born & 0xff);
                put(year | month.min(day) << 8 | month.max(day));
            }
            2 => {
                let (first, _, last) = self.parts();
                let sounds =
                    [sound(first.split(' ').next().unwrap_or_default()), sound(last.split(' ').next_back().unwrap_or_default())];
                let (a, b) = (sounds[0].min(sounds[1]), sounds[0].max(sounds[1]));
                // Two sounds in the room of one: where others come into the same drawer, more is compared, and nothing else.
                put(a.wrapping_mul(0x9e37_79b1).rotate_left(15) ^ b);
            }
            3 => facts.phones.into_iter().filter(|phone| *phone > 0).for_each(put),
            4 if facts.email > 0 => put(facts.email),
            5 if facts.ssn > 0 => put(facts.ssn),
            _ => {}
        }
    }

    /// Something besides names and birth date that two have in common.
    pub(crate) fn share_reach(self, other: Self) -> bool {
        let (one, other) = (self.facts, other.facts);
        let phone = one.phones.iter().any(|phone| *phone > 0 && other.phones.contains(phone));
        phone || one.email > 0 && one.email == other.email
    }

    pub(crate) fn share_place(self, other: Self) -> bool {
        self.share_reach(other) || self.facts.address > 0 && self.facts.address == other.facts.address
    }
}

/// The first letter and three consonants (Soundex, as the national archives use it), in 28 bits.
fn sound(word: &str) -> u32 {
    let code = |c: char| match c {
        'b' | 'f' | 'p' | 'v' => 1,
        'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => 2,
        'd' | 't' => 3,
        'l' => 4,
        'm' | 'n' => 5,
        'r' => 6,
        'h' | 'w' => 7,
        _ => 0,
    };
    let mut letters = word.chars().filter(char::is_ascii_alphabetic);
    let Some(first) = letters.next() else { return 0 };
    let (mut out, mut n, mut before) = (u32::from(first as u8), 0, code(first));
    for c in letters {
        let this = code(c);
        if this == 7 {
            continue;
        }
        if this != 0 && this != before && n < 3 {
            out = out << 4 | this;
            n += 1;
        }
        before = this;
    }
    out << (4 * (3 - n))
}
