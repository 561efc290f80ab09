//! What an entry of the trail holds, in the words of the forms it came from: labels and values, in the reader's language.

use super::text as own;
use crate::emergency::model::Outcome;
use crate::emergency::text as emergency;
use crate::facilities::model::{DAYS, INPUTS as FACILITY};
use crate::facilities::text::{CLOSES, OPENS};
use crate::i18n::{Locale, Text};
use crate::levels::model::{Area, Grant, Level};
use crate::levels::text::{CELL, area_name, grant_name, level_name};
use crate::patient_documents::text as documents;
use crate::patients::model::{DETAILS, INSURANCE};
use crate::patients::text as patients;
use crate::phones::number;
use crate::practice_info::model::{INPUTS as PRACTICE, LOGO};
use crate::practice_info::text::LOGO as LOGO_LABEL;
use crate::security_policy::model::{LABELS as POLICY, PASSWORD_DAYS};
use crate::security_policy::rules::words as policy_words;
use crate::security_policy::text as policy;
use crate::users::telling::kind_name;
use crate::users::text as users;

/// What has no form, and what people are called by.
const OTHERS: [(&str, Text); 46] = [
    (LOGO, LOGO_LABEL),
    ("first_name", users::FIRST_NAME),
    ("last_name", users::LAST_NAME),
    ("email", users::EMAIL),
    ("phone", users::PHONE),
    ("level", users::LEVEL),
    ("administrator", users::ADMINISTRATOR),
    ("address", users::EMAIL),
    ("username", own::D_USERNAME),
    ("factors", own::D_FACTORS),
    ("method", own::D_METHOD),
    ("way", own::D_WAY),
    ("tries", own::D_TRIES),
    ("limited", own::D_LIMITED),
    ("deed", own::D_DEED),
    ("hours", own::D_HOURS),
    ("channel", own::D_CHANNEL),
    ("operator", own::D_OPERATOR),
    ("confirmed_by", own::D_CONFIRMED_BY),
    ("run", own::D_RUN),
    ("export", own::D_EXPORT),
    ("times", own::D_TIMES),
    ("every", own::D_EVERY),
    ("size", own::D_SIZE),
    ("from", own::D_FROM_ROW),
    ("until", own::D_UNTIL_ROW),
    ("document", own::D_DOCUMENT),
    ("documents", own::D_DOCUMENTS),
    ("created", own::D_CREATED),
    ("updated", own::D_UPDATED),
    ("digest", own::D_DIGEST),
    ("chart", own::D_CHART),
    ("seen", own::D_SEEN),
    ("fields", own::D_FIELDS),
    ("entries", own::D_ENTRIES),
    ("patients", own::D_PATIENTS),
    ("person", own::D_PERSON),
    ("reason_given", own::D_REASON),
    ("deeds", own::D_DEEDS),
    ("outcome", emergency::C_OUTCOME),
    ("note", emergency::C_NOTE),
    ("sessions_ended", own::D_SESSIONS_ENDED),
    ("browsers_untrusted", own::D_UNTRUSTED),
    ("browsers_forgotten", own::D_FORGOTTEN),
    ("new_browser", own::D_NEW_BROWSER),
    ("trusted_days", own::D_TRUSTED_DAYS),
];

/// Names of values.
const VALUES: [(&str, Text); 18] = [
    ("password", own::V_PASSWORD),
    ("passkey", own::V_PASSKEY),
    ("authenticator", own::V_AUTHENTICATOR),
    ("phone", own::V_PHONE),
    ("text", own::V_TEXT),
    ("call", own::V_CALL),
    ("recovery-code", own::V_RECOVERY),
    ("recovery", own::V_RECOVERY),
    ("log-in-code", own::V_LOG_IN_CODE),
    ("administrator", own::V_LOG_IN_CODE),
    ("link", own::V_LINK),
    ("code", own::V_CODE),
    ("self", own::V_SELF),
    ("changed", own::V_CHANGED),
    ("invitation", own::V_INVITATION),
    ("second-step", policy::STEP),
    ("week", own::V_WEEK),
    ("month", own::V_MONTH),
];

/// What people call a value of an entry of some kind, as its form does.
#[must_use]
pub fn label(kind: &str, key: &str, locale: Locale) -> String {
    if let Some((level, area)) = key.split_once(' ') {
        let level = Level::parse(level).map(level_name);
        let area = Area::ALL.into_iter().find(|one| one.as_str() == area).map(area_name);
        if let Some((level, area)) = level.zip(area) {
            return CELL.with(locale, &[("level", level.of(locale)), ("area", area.of(locale))]);
        }
    }
    if let Some((day, opens, _)) = DAYS.iter().find(|(_, opens, closes)| [*opens, *closes].contains(&key)) {
        let sentence = if *opens == key { OPENS } else { CLOSES };
        return sentence.with(locale, &[("day", day.of(locale))]);
    }
    // The same name may stand for a person's, a practice's and a facility's.
    let own: &[(&str, Text)] = match kind {
        _ if kind.starts_with("facility-") => &FACILITY,
        _ if kind.starts_with("practice-") => &PRACTICE,
        _ => &OTHERS,
    };
    let mut all = own.iter().chain(&OTHERS).chain(&POLICY);
    all.find(|(name, _)| *name == key).map_or_else(|| key.replace('_', " "), |(_, label)| label.of(locale).to_owned())
}

/// What people call a box of a patient's page, or a part of it.
fn box_of(name: &str, locale: Locale) -> String {
    let part = [("details", patients::DETAILS), ("insurance", patients::INSURANCE), ("documents", documents::TITLE)]
        .into_iter()
        .find(|(part, _)| *part == name);
    let field = || DETAILS.iter().chain(INSURANCE).find(|field| field.name == name).map(|field| field.label);
    part.map(|(_, text)| text).or_else(field).map_or_else(|| name.to_owned(), |text| text.of(locale).to_owned())
}

/// A value in words, where its name is none.
#[must_use]
pub fn value(key: &str, kept: &str, locale: Locale) -> String {
    let of = |text: Text| text.of(locale).to_owned();
    let grant = Grant::parse(kept).filter(|_| key.contains(' ')).map(grant_name);
    if let Some(text) = grant.or_else(|| policy_words(key, kept)) {
        return of(text);
    }
    match (key, kept) {
        (PASSWORD_DAYS, _) => policy::DAYS.with(locale, &[("n", kept)]),
        ("seen" | "fields", _) => kept.split(", ").map(|name| box_of(name, locale)).collect::<Vec<_>>().join(", "),
        ("outcome", _) => Outcome::parse(kept).map_or_else(|| kept.to_owned(), |outcome| of(outcome.label())),
        ("phone" | "fax", _) => number::shown(kept),
        ("deed", _) => of(kind_name(kept)),
        ("level", _) => Level::parse(kept).map_or_else(|| kept.to_owned(), |level| of(level_name(level))),
        (_, "true") => of(policy::YES),
        (_, "false") => of(policy::NO),
        ("factors" | "method" | "way" | "channel" | "limited", _) => {
            let word =
                |one: &str| VALUES.iter().find(|(name, _)| *name == one).map_or_else(|| one.to_owned(), |(_, text)| of(*text));
            kept.split(", ").map(word).collect::<Vec<_>>().join(", ")
        }
        _ => kept.to_owned(),
    }
}
