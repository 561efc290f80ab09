//! What the crate `intake` says, in the reader's language.

use intake::alike::Reason;
use intake::convert::{Code, Told};
use intake::fields;
use intake::guess::Why;
use intake::questions::Asks;
use intake::read::Refusal;

use super::check::{CHART_TAKEN, RENUMBERED};
use super::text;
use crate::i18n::{Locale, Text};
use crate::patients::model::{DETAILS, INSURANCE};

/// A field as people call it.
#[must_use]
pub fn field(name: &str, locale: Locale) -> String {
    let own = match name {
        fields::SOURCE_ID => Some(text::F_SOURCE_ID),
        fields::FULL_NAME => Some(text::F_FULL_NAME),
        fields::FULL_ADDRESS => Some(text::F_FULL_ADDRESS),
        fields::ACTIVE => Some(text::F_ACTIVE),
        fields::INACTIVE => Some(text::F_INACTIVE),
        fields::SSN => Some(text::F_SSN),
        _ => None,
    };
    let known = DETAILS.iter().chain(INSURANCE).find(|field| field.name == name).map(|field| field.label);
    let label = own.or(known).map(|text| text.of(locale)).unwrap_or_default();
    match name.split_once('_') {
        Some(("primary", rest)) if rest != "provider" => text::PRIMARY.with(locale, &[("field", label)]),
        Some(("secondary", _)) => text::SECONDARY.with(locale, &[("field", label)]),
        _ => label.to_owned(),
    }
}

/// Every field that a column can be, in the order of the form.
#[must_use]
pub fn fields(locale: Locale) -> Vec<(String, String)> {
    fields::FIELDS.iter().map(|one| (one.name.to_owned(), field(one.name, locale))).collect()
}

/// Why a column is taken for a field.
#[must_use]
pub fn why(why: &Why, locale: Locale) -> String {
    match why {
        Why::Name => text::WHY_NAME.of(locale).to_owned(),
        Why::System => text::WHY_SYSTEM.of(locale).to_owned(),
        Why::Close(name) => text::WHY_CLOSE.with(locale, &[("name", name)]),
        Why::Values => text::WHY_VALUES.of(locale).to_owned(),
        Why::Taken(name) => text::WHY_TAKEN.with(locale, &[("name", name)]),
        Why::Chosen => text::WHY_CHOSEN.of(locale).to_owned(),
        Why::Empty | Why::Unknown => text::WHY_UNKNOWN.of(locale).to_owned(),
    }
}

/// What is told, whatever the row.
#[must_use]
pub const fn code(code: Code) -> Text {
    match code {
        Code::NoFirstName => text::C_NO_FIRST,
        Code::NoLastName => text::C_NO_LAST,
        Code::NoBirthDate => text::C_NO_BIRTH,
        Code::BirthDateUnreadable => text::C_BIRTH,
        Code::BirthDateFuture => text::C_FUTURE,
        Code::TooManyCells => text::C_CELLS,
        Code::GuarantorOnly => text::C_GUARANTOR,
        Code::Unreadable => text::C_UNREADABLE,
        Code::QuoteOpen => text::C_QUOTE,
        Code::DigitsLost => text::C_DIGITS,
        Code::Refused => text::C_REFUSED,
        Code::ChartTaken => text::C_CHART,
        Code::ChartRenumbered => text::C_RENUMBERED,
        Code::LeftOut => text::C_LEFT,
        Code::ZipPadded => text::C_ZIP,
        Code::ZipZero => text::C_ZIP_ZERO,
        Code::SerialDay => text::C_SERIAL,
        Code::Thousands => text::C_THOUSANDS,
        Code::Scientific => text::C_SCIENTIFIC,
        Code::NameDivided => text::C_NAME,
        Code::AddressDivided => text::C_ADDRESS,
        Code::SexUnknown => text::C_SEX,
        Code::SsnOdd => text::C_SSN,
        Code::Nothing => text::C_NOTHING,
        Code::Spoilt => text::C_SPOILT,
        Code::Died => text::C_DIED,
    }
}

/// What is told of a row.
#[must_use]
pub fn told(told: &Told, locale: Locale) -> String {
    let words = code(told.code).with(locale, &[("from", &told.from)]);
    match (told.from.as_str(), told.to.as_str()) {
        ("", _) | (_, "") => words,
        (from, to) => format!("{words} ({from} → {to})"),
    }
}

/// What is told, with the field that it is about.
#[must_use]
pub fn told_of(of: &Told, locale: Locale) -> String {
    let name = field(&of.field, locale);
    if name.is_empty() { told(of, locale) } else { format!("{name}: {}", told(of, locale)) }
}

/// Why two are likely one, by the name that is stored.
#[must_use]
pub fn reason(name: &str, locale: Locale) -> String {
    match name {
        CHART_TAKEN => return text::R_CHART.of(locale).to_owned(),
        RENUMBERED => return text::R_RENUMBERED.of(locale).to_owned(),
        _ => {}
    }
    let reason: Option<Reason> = serde_json::from_value(name.into()).ok();
    let words = match reason {
        Some(Reason::SourceId) => text::R_SOURCE,
        Some(Reason::NamesAndBirthDate) => text::R_SAME,
        Some(Reason::CloseNames) => text::R_NAMES,
        Some(Reason::SwappedNames) => text::R_SWAPPED,
        Some(Reason::OtherFamilyName) => text::R_FAMILY,
        Some(Reason::CloseBirthDate) => text::R_BIRTH,
        Some(Reason::Ssn) => text::R_SSN,
        Some(Reason::Reach) => text::R_REACH,
        None => return String::new(),
    };
    words.of(locale).to_owned()
}

/// A question.
#[must_use]
pub fn question(asks: Asks, example: &str, locale: Locale) -> String {
    let words = match asks {
        Asks::DayOrder => text::ASK_ORDER,
        Asks::MixedOrder => text::ASK_MIXED,
        Asks::Century => text::ASK_CENTURY,
        Asks::SexCodes => text::ASK_SEX,
        Asks::ActiveCodes => text::ASK_ACTIVE,
    };
    words.with(locale, &[("example", example)])
}

/// An answer.
#[must_use]
pub fn answer(name: &str, locale: Locale) -> String {
    let words = match name {
        "month-first" => text::A_MONTH,
        "day-first" => text::A_DAY,
        "past" => text::A_PAST,
        "present" => text::A_PRESENT,
        "1-male-2-female" => text::A_1M2F,
        "1-female-2-male" => text::A_1F2M,
        "0-female-1-male" => text::A_0F1M,
        "0-male-1-female" => text::A_0M1F,
        "1-active" => text::A_1A,
        "0-active" => text::A_0A,
        _ => text::A_UNKNOWN,
    };
    words.of(locale).to_owned()
}

/// Why a file is not read, and what to do.
#[must_use]
pub fn refusal(refusal: &Refusal, locale: Locale) -> String {
    let words = match refusal {
        Refusal::Empty => text::X_EMPTY,
        Refusal::NoRows => text::X_NO_ROWS,
        Refusal::Unknown => text::X_UNKNOWN,
        Refusal::NotATable(kind) => return text::X_NOT_A_TABLE.with(locale, &[("kind", kind)]),
        Refusal::Access => text::X_ACCESS,
        Refusal::Encrypted => text::X_ENCRYPTED,
        Refusal::Bomb => text::X_BOMB,
        Refusal::Path => text::X_PATH,
        Refusal::Entities => text::X_ENTITIES,
        Refusal::CellTooLong(row) => return text::X_CELL.with(locale, &[("row", &row.to_string())]),
        Refusal::TooWide => text::X_WIDE,
        Refusal::Broken(_) | Refusal::Disk(_) => text::X_BROKEN,
        Refusal::NothingInside => text::X_INSIDE,
        Refusal::Ours => text::X_OURS,
        Refusal::Passphrase => text::X_PASSPHRASE,
        Refusal::WrongPassphrase => text::X_WRONG_PASSPHRASE,
        Refusal::NotLocked => text::X_NOT_LOCKED,
        Refusal::Damaged(file) => return text::X_DAMAGED.with(locale, &[("file", file)]),
        Refusal::Newer(version) => return text::X_NEWER.with(locale, &[("version", version)]),
    };
    words.of(locale).to_owned()
}

/// The systems that `--preset` knows.
#[must_use]
pub fn presets() -> Vec<&'static str> {
    intake::systems::SYSTEMS.iter().map(|system| system.key).collect()
}
