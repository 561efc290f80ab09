//! The search over single settings (topic 7): what they are called, and where each is. Made of the product's own labels, so that one that is renamed
//! is found by its new name; words that people use instead are beside it.

use super::model::Found;
use super::text;
use crate::i18n::{Locale, Text};
use crate::patient_import::text as patient_import;
use crate::practice_export::text as practice_export;
use crate::users::fold::fold;
use crate::{
    account, activity, addresses, audit_report, emergency, facilities, known_browsers, levels, medical_identifiers, messages,
    passkeys, password_reset, practice, practice_info, second_factor, security_policy, sessions, users,
};

/// So much of what was typed is looked at, in characters.
const LONGEST: usize = 80;
/// No more answers than one can look over.
const MOST: usize = 10;

/// A setting: its name, the page it is on, where exactly, and other words for it.
struct Setting(Text, Text, &'static str, Text);

const PRACTICE: Text = practice_info::text::TITLE;
const FACILITIES: Text = facilities::text::TITLE;
const SECURITY: Text = security_policy::text::TITLE;
const USERS: Text = users::text::EHR_USERS;
const MESSAGES: Text = messages::text::TITLE;
const ACCOUNT: Text = account::text::TITLE;

const ALL: &[Setting] = &[
    Setting(users::text::ADD, USERS, "/settings/users/new", text::W_PEOPLE),
    Setting(users::import::text::TITLE, USERS, "/settings/users/import", text::W_IMPORT),
    Setting(practice_export::TITLE, practice_export::TITLE, "/settings/export", practice_export::W_EXPORT),
    Setting(patient_import::TITLE, patient_import::TITLE, "/settings/import", text::W_PATIENT_IMPORT),
    Setting(practice_info::text::ACCESS_CODE, USERS, "/settings/users/new#access-code", text::W_ACCESS_CODE),
    Setting(password_reset::text::PANEL, USERS, "/settings/users", text::W_RESET),
    Setting(users::text::LEVEL, USERS, "/settings/users", text::W_RIGHTS),
    Setting(levels::text::CAPTION, levels::text::TITLE, "/settings/levels", text::W_RIGHTS),
    Setting(emergency::text::NAMED, emergency::text::TITLE, "/settings/emergency", text::W_EMERGENCY),
    Setting(emergency::text::USES, emergency::text::TITLE, "/settings/emergency", text::W_EMERGENCY),
    Setting(users::text::MAKE_ADMIN, USERS, "/settings/users", text::W_RIGHTS),
    Setting(users::text::RESET_PHONE, USERS, "/settings/users", text::W_PHONE),
    Setting(users::text::CHANGE_LOG_IN_EMAIL, USERS, "/settings/users", text::W_EMAIL),
    Setting(medical_identifiers::text::TITLE, USERS, "/settings/users", text::W_IDENTIFIERS),
    Setting(practice_info::text::NAME, PRACTICE, "/settings/practice#name", text::W_PRACTICE),
    Setting(practice::text::ADDRESS_1, PRACTICE, "/settings/practice#address_1", text::W_PRACTICE),
    Setting(practice::text::PHONE, PRACTICE, "/settings/practice#phone", text::W_PRACTICE),
    Setting(practice::text::FAX, PRACTICE, "/settings/practice#fax", text::W_PRACTICE),
    Setting(practice_info::text::WEBSITE, PRACTICE, "/settings/practice#website", text::W_PRACTICE),
    Setting(practice_info::text::NPI, PRACTICE, "/settings/practice#npi", text::W_NPI),
    Setting(practice_info::text::LOGO, PRACTICE, "/settings/practice/logo", text::W_LOGO),
    Setting(practice_info::text::TAX_ID, PRACTICE, "/settings/practice#tax_id", text::W_TAX),
    Setting(practice::text::ZONE, PRACTICE, "/settings/practice#time_zone", text::W_TIME),
    Setting(practice_info::text::PRACTICE_ID, PRACTICE, "/settings/practice", text::W_PRACTICE),
    Setting(facilities::text::ADD, FACILITIES, "/settings/facilities/new", text::W_FACILITY),
    Setting(facilities::text::HOURS, FACILITIES, "/settings/facilities", text::W_FACILITY),
    Setting(facilities::text::NPI, FACILITIES, "/settings/facilities", text::W_NPI),
    Setting(facilities::text::CLIA, FACILITIES, "/settings/facilities", text::W_FACILITY),
    Setting(facilities::text::MAKE_PRIMARY, FACILITIES, "/settings/facilities", text::W_FACILITY),
    Setting(security_policy::text::LENGTH_LABEL, SECURITY, "/settings/security#password_length", text::W_PASSWORDS),
    Setting(security_policy::text::DAYS_LABEL, SECURITY, "/settings/security#passwords", text::W_PASSWORDS),
    Setting(security_policy::text::QUESTION, SECURITY, "/settings/security#security-question", text::W_QUESTION),
    Setting(security_policy::text::NETWORKS, SECURITY, "/settings/security#allowed-networks", text::W_NETWORKS),
    Setting(security_policy::text::IDLE, SECURITY, "/settings/security#idle-lock", text::W_LOCK),
    Setting(security_policy::text::STEP_WHO, SECURITY, "/settings/security#second-step", text::W_STEP),
    Setting(security_policy::text::GRACE_LABEL, SECURITY, "/settings/security#grace_days", text::W_STEP),
    Setting(security_policy::text::TRUST_LABEL, SECURITY, "/settings/security#trust_days", text::W_TRUST),
    Setting(messages::text::TEST, MESSAGES, "/settings/messages#message-test", text::W_MESSAGES),
    Setting(messages::text::LIMITS, MESSAGES, "/settings/messages", text::W_MESSAGES),
    Setting(activity::text::TITLE, activity::text::TITLE, "/settings/activity", text::W_ACTIVITY),
    Setting(audit_report::text::TITLE, audit_report::text::TITLE, "/settings/audit", text::W_AUDIT),
    Setting(audit_report::text::TAKE, audit_report::text::TITLE, "/settings/audit", text::W_AUDIT),
    Setting(account::text::PASSWORD, ACCOUNT, "/account/new-password", text::W_OWN),
    Setting(account::text::QUESTION, ACCOUNT, "/account#question-section", text::W_OWN),
    Setting(second_factor::text::OWN_TITLE, ACCOUNT, "/account/second-step", text::W_STEP),
    Setting(passkeys::text::TITLE, ACCOUNT, "/account/passkeys", text::W_OWN),
    Setting(addresses::text::SECTION_GO, ACCOUNT, "/account/email", text::W_EMAIL),
    Setting(medical_identifiers::text::LINK, ACCOUNT, "/account/identifiers", text::W_IDENTIFIERS),
    Setting(account::text::SESSIONS, ACCOUNT, "/account#sessions", text::W_OWN),
    Setting(known_browsers::text::TITLE, ACCOUNT, "/account#browsers", text::W_TRUST),
    Setting(sessions::text::CHOICE, ACCOUNT, "/account#idle", text::W_LOCK),
    Setting(account::text::DISPLAY, ACCOUNT, "/account#display", text::W_DISPLAY),
];

/// What is looked at of what was typed: shown back, never kept.
#[must_use]
pub fn shortened(typed: &str) -> String {
    typed.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

/// The settings that fit each of the words, those named so first; nothing for nothing. Both languages are looked through, whatever the page's is.
#[must_use]
pub fn find(typed: &str, locale: Locale) -> Vec<Found> {
    let asked: Vec<String> = words(typed).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let in_text = |text: &Text, word: &str| Locale::ALL.iter().any(|l| words(text.of(*l)).any(|known| known.starts_with(word)));
    let mut found: Vec<(usize, &Setting)> = ALL
        .iter()
        .filter(|Setting(name, place, _, other)| {
            asked.iter().all(|word| [name, place, other].iter().any(|text| in_text(text, word)))
        })
        .map(|setting| (asked.iter().filter(|word| !in_text(&setting.0, word)).count(), setting))
        .collect();
    found.sort_by_key(|(elsewhere, _)| *elsewhere);
    let shown = |Setting(name, place, path, _): &Setting| Found {
        name: name.of(locale).to_owned(),
        place: place.of(locale).to_owned(),
        path,
    };
    found.into_iter().take(MOST).map(|(_, setting)| shown(setting)).collect()
}

/// Folded words of two letters and more.
fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let all: Vec<String> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1).map(str::to_owned).collect();
    all.into_iter()
}

/// Where every setting is: a test opens each.
#[must_use]
pub fn paths() -> Vec<&'static str> {
    ALL.iter().map(|Setting(_, _, path, _)| *path).collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, find, shortened};
    use crate::i18n::Locale;

    #[test]
    fn a_setting_is_found_by_its_name_or_what_people_call_it() {
        for (typed, path) in [
            ("screen lock", "/settings/security#idle-lock"),
            ("auto logoff", "/settings/security#idle-lock"),
            ("mfa", "/settings/security#second-step"),
            ("time zone", "/settings/practice#time_zone"),
            ("ZONA HORARIA", "/settings/practice#time_zone"),
            ("EIN", "/settings/practice#tax_id"),
            ("add user", "/settings/users/new"),
            ("nueva enfermera", "/settings/users/new"),
            ("office hours", "/settings/facilities"),
            ("test message", "/settings/messages#message-test"),
            ("dark mode", "/account#display"),
            ("trusted browser", "/settings/security#trust_days"),
            ("audit", "/settings/audit"),
            ("logo", "/settings/practice/logo"),
            ("picture", "/settings/practice/logo"),
            ("letterhead", "/settings/practice/logo"),
            ("membrete", "/settings/practice/logo"),
            ("identifiers", "/settings/users"),
            ("import", "/settings/users/import"),
            ("export csv", "/settings/audit"),
            ("my password", "/account/new-password"),
        ] {
            let found = find(typed, Locale::En);
            assert_eq!(found.first().map(|one| one.path), Some(path), "{typed}: {found:?}");
        }
        for (typed, path) in [
            ("dea", "/settings/users"),
            ("licence", "/settings/users"),
            ("license", "/settings/users"),
            ("npi", "/settings/users"),
            ("npi", "/settings/practice#npi"),
            ("npi", "/account/identifiers"),
        ] {
            assert!(find(typed, Locale::En).iter().any(|one| one.path == path), "{typed}");
        }
        for nothing in ["", " ", "!?", "a", "qqzz", "lock qqzz"] {
            assert!(find(nothing, Locale::En).is_empty(), "{nothing}");
        }
        assert_eq!(shortened(&format!(" {}\u{0} ", "x".repeat(500))).chars().count(), LONGEST);
    }
}
