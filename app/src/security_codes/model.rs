//! What a code is for, what was typed, and what became of it.

use serde::{Deserialize, Serialize};

use super::text;
use crate::i18n::{Locale, Text};
use crate::outbox::cause::Cause;
use crate::outbox::model::{Channel, State};

/// The input of a code. The name is public: scripts and tests hold on to it.
pub const CODE: &str = "code";
/// Digits of a code (NIST SP 800-63B-4 3.1.3.2: at least six).
pub const DIGITS: usize = 6;
/// Tries for one code.
pub const TRIES: u32 = 5;
/// No text that is longer is looked at.
const LONGEST: usize = 500;

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The second step of a log-in.
    LogIn,
    /// To show that a number that was typed is at hand.
    NewPhone,
    /// Before a number is changed or removed: to the number that holds now.
    OldPhone,
    /// A proof asked for again, before something that matters.
    StepUp,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 4] = [Self::LogIn, Self::NewPhone, Self::OldPhone, Self::StepUp];

    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LogIn => "log-in",
            Self::NewPhone => "new-phone",
            Self::OldPhone => "old-phone",
            Self::StepUp => "step-up",
        }
    }
}

/// What became of a wish for a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It is on its way: a new one, or the same once more.
    Done {
        /// The same once more.
        again: bool,
    },
    /// Too soon after the last one: seconds to wait.
    Wait(u32),
    /// Too many for this person or this number: seconds until the next.
    TooMany(u32),
    /// The practice, or all together, have sent as many as they may in a day: seconds until the next.
    DayOver(u32),
    /// No gateway is set up, so nothing can be sent.
    NoGateway,
}

impl Sent {
    /// Why nothing was sent, in words; none when something was.
    #[must_use]
    pub fn problem(self, locale: Locale) -> Option<String> {
        match self {
            Self::Done { .. } => None,
            Self::Wait(s) => Some(text::WAIT.with(locale, &[("n", &s.to_string())])),
            Self::TooMany(s) => {
                let minutes = s.div_ceil(60);
                Some(match minutes {
                    0..=1 => text::TOO_MANY_SENDS_MINUTE.of(locale).to_owned(),
                    2..=120 => text::TOO_MANY_SENDS.with(locale, &[("n", &minutes.to_string())]),
                    _ => text::TOO_MANY_SENDS_HOURS.with(locale, &[("n", &minutes.div_ceil(60).to_string())]),
                })
            }
            Self::DayOver(s) => Some(match s.div_ceil(3_600) {
                0..=1 => text::DAY_OVER_HOUR.of(locale).to_owned(),
                hours => text::DAY_OVER.with(locale, &[("n", &hours.to_string())]),
            }),
            Self::NoGateway => Some(text::NO_GATEWAY.of(locale).to_owned()),
        }
    }
}

/// What became of a code that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It is the one, and is used up now.
    Right,
    /// Another. It was compared, so this try must be committed: the caller may drop its transaction for every other answer but [`Self::Right`].
    Wrong {
        /// Tries left; none: only a new code helps.
        left: u32,
        /// It is the code of a message before: somebody began again, and both arrived.
        older: bool,
    },
    /// Its time is over.
    Expired,
    /// It was used before.
    Used,
    /// A newer one took its place.
    EndedByNewer,
    /// Wrong too often before: nothing was compared, and only a new code helps.
    TooMany,
    /// None was sent in this flow.
    NothingSent,
    /// What was typed holds no six digits. Costs no try.
    NotDigits,
}

impl Checked {
    /// What to say beside the box; none when it was right.
    #[must_use]
    pub fn problem(self, locale: Locale) -> Option<String> {
        let say = |t: Text| Some(t.of(locale).to_owned());
        match self {
            Self::Right => None,
            Self::Wrong { left: 0, .. } | Self::TooMany => say(text::TOO_MANY),
            Self::Wrong { left, older: true } => Some(text::OLDER.with(locale, &[("n", &left.to_string())])),
            Self::Wrong { left: 1, .. } => say(text::WRONG_LAST),
            Self::Wrong { left, .. } => Some(text::WRONG.with(locale, &[("n", &left.to_string())])),
            Self::Expired => say(text::EXPIRED),
            Self::Used => say(text::USED),
            Self::EndedByNewer => say(text::ENDED),
            Self::NothingSent => say(text::NOTHING_SENT),
            Self::NotDigits => say(text::NOT_DIGITS),
        }
    }

    /// Whether a code will do no more: the page offers a new one first.
    #[must_use]
    pub const fn needs_new(self) -> bool {
        matches!(
            self,
            Self::Wrong { left: 0, .. } | Self::Expired | Self::Used | Self::EndedByNewer | Self::TooMany | Self::NothingSent
        )
    }
}

/// By which ways a code can go to a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// By text: to any number but a landline's.
    pub text: bool,
    /// By call: where the gateway calls.
    pub call: bool,
}

/// What a page says of the code of its flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeState {
    /// How it was sent last.
    pub channel: Channel,
    /// The last two digits of the number.
    pub ends: String,
    /// When it was sent last: milliseconds, UTC.
    pub sent_at: i64,
    /// What has become of the newest message.
    pub delivery: State,
    /// Why it failed.
    pub cause: Option<Cause>,
    /// By which ways it can be sent again.
    pub ways: Ways,
    /// Seconds until it can be sent again; 0 when it can be now.
    pub again_in: u32,
    /// Whether it still works.
    pub open: bool,
}

/// The six digits in what was typed: with spaces or dashes, full-width, or the whole message that they came in. None when there are none,
/// or different ones.
#[must_use]
pub fn digits_in(typed: &str) -> Option<String> {
    let plain: Vec<char> = typed.chars().take(LONGEST).map(plain_digit).collect();
    if !plain.iter().any(|c| c.is_alphabetic() || *c == '#') {
        let digits: String = plain.iter().filter(|c| c.is_ascii_digit()).collect();
        return (digits.len() == DIGITS).then_some(digits);
    }
    let mut found: Option<String> = None;
    for candidate in candidates(&plain) {
        match &found {
            Some(other) if *other != candidate => return None,
            _ => found = Some(candidate),
        }
    }
    found
}

/// Runs of exactly six digits, and pairs of exactly three with one character between them, as our messages write a code.
fn candidates(text: &[char]) -> Vec<String> {
    let mut runs: Vec<(usize, String)> = Vec::new();
    for (at, c) in text.iter().enumerate() {
        match runs.last_mut() {
            _ if !c.is_ascii_digit() => {}
            Some((start, run)) if *start + run.len() == at => run.push(*c),
            _ => runs.push((at, c.to_string())),
        }
    }
    let whole = runs.iter().filter(|(_, run)| run.len() == DIGITS).map(|(_, run)| run.clone());
    let pairs = runs.windows(2).filter_map(|pair| match pair {
        [(a, first), (b, second)] => {
            let halves = first.len() == DIGITS / 2 && second.len() == DIGITS / 2 && a + first.len() + 1 == *b;
            let between =
                text.get(a + first.len()).is_some_and(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}'));
            (halves && between).then(|| format!("{first}{second}"))
        }
        _ => None,
    });
    whole.chain(pairs).collect()
}

/// A digit of another script as an ASCII one.
fn plain_digit(c: char) -> char {
    for zero in ['\u{ff10}', '\u{660}', '\u{6f0}'] {
        if let Some(n) = u32::from(c).checked_sub(u32::from(zero)).filter(|n| *n < 10) {
            return char::from_digit(n, 10).unwrap_or(c);
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::digits_in;

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        for typed in [
            "482915",
            " 482 915 ",
            "482-915",
            "4 8 2 9 1 5",
            "4, 8, 2, 9, 1, 5.",
            "４８２９１５",
            "482\u{a0}915",
            "482915\u{200b}",
            "482 915 is your Vestibule login code. It expires in 10 minutes. We never ask for it.\n\n@login.example.com #482915",
            "482 915 es su clave de acceso a Vestibule. Vence en 10 minutos.\n\n@login.example.com #482915",
            "code: 482915",
            "@login.example.com #482915",
        ] {
            assert_eq!(digits_in(typed).as_deref(), Some("482915"), "{typed}");
        }
        assert_eq!(digits_in("000 042").as_deref(), Some("000042"));
    }

    #[test]
    fn what_holds_no_code_or_two_is_none() {
        for typed in
            ["", "   ", "48291", "4829156", "hello", "482 91 5 is it", "call 555-0142", "code 482915 or 111222", "+1 213 555 0142"]
        {
            assert_eq!(digits_in(typed), None, "{typed}");
        }
        assert_eq!(digits_in(&"9".repeat(100_000)), None);
    }
}
