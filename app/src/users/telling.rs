//! A person's story in words: what happened, by whom, from where. On the server alone: the browser gets sentences, not the means to make them.

use super::text;
use crate::emergency::text as emergency;
use crate::i18n::{Locale, Text};
use crate::known_browsers::model::in_words;

/// What a sentence is made of.
#[derive(Clone, Debug, Default)]
pub struct Happened<'a> {
    /// The kind's public name ([`crate::audit::model::Kind::as_str`]).
    pub kind: &'a str,
    /// The true cause of a refusal, the reason of an end, the way of a new password; empty when there is none.
    pub cause: &'a str,
    /// How many refusals this stands for, and from when until when in words; none for a single one.
    pub summary: Option<(i64, String, String)>,
    /// Who did it, when it was somebody else; empty otherwise.
    pub by: &'a str,
    /// Who told the code or sent the link that a password was set with; empty when nobody did.
    pub helper: &'a str,
    /// The person's given name.
    pub name: &'a str,
}

/// What happened, and by whom when it was somebody else.
#[must_use]
pub fn sentence(what: &Happened<'_>, locale: Locale) -> String {
    let happened = happened(what, locale);
    if what.by.is_empty() { happened } else { format!("{happened} {}", text::BY.with(locale, &[("name", what.by)])) }
}

fn happened(what: &Happened<'_>, locale: Locale) -> String {
    if let Some((n, from, until)) = &what.summary {
        let sentence = if *n == 1 { text::EVENT_ONE_MORE_REFUSAL } else { text::EVENT_MORE_REFUSALS };
        return sentence.with(locale, &[("n", &n.to_string()), ("from", from), ("until", until)]);
    }
    if what.kind == "session-ended" && !what.by.is_empty() {
        return text::EVENT_LOGGED_OUT_BY.of(locale).to_owned();
    }
    let helper = if what.helper.is_empty() { text::AN_ADMINISTRATOR.of(locale) } else { what.helper };
    let kind = kind_name(what.kind).of(locale);
    match cause_name(what.cause) {
        Some(cause) => format!("{kind}: {}", cause.with(locale, &[("name", what.name), ("helper", helper)])),
        None => kind.to_owned(),
    }
}

/// A browser as it was kept; empty when none was.
#[must_use]
pub fn browser(kept: &str, locale: Locale) -> String {
    if kept.is_empty() { String::new() } else { in_words(kept, locale) }
}

/// A network as it was kept; the operator has none.
#[must_use]
pub fn network(kept: String, locale: Locale) -> String {
    if kept == "operator" { text::WAY_OPERATOR.of(locale).to_owned() } else { kept }
}

/// What happened, by the kind's public name.
const KINDS: &[(&str, Text)] = &[
    ("user-created", text::EVENT_USER_CREATED),
    ("user-changed", text::EVENT_USER_CHANGED),
    ("reset-started", text::EVENT_RESET_STARTED),
    ("reset-code-guessed", text::EVENT_CODE_GUESSED),
    ("reset-cancelled", text::EVENT_RESET_CANCELLED),
    ("password-set", text::EVENT_PASSWORD_SET),
    ("logged-in", text::EVENT_LOGGED_IN),
    ("logged-out", text::EVENT_LOGGED_OUT),
    ("session-expired", text::EVENT_SESSION_EXPIRED),
    ("log-in-refused", text::EVENT_LOG_IN_REFUSED),
    ("unlocked", text::EVENT_UNLOCKED),
    ("deactivated", text::EVENT_DEACTIVATED),
    ("reactivated", text::EVENT_REACTIVATED),
    ("made-administrator", text::EVENT_MADE_ADMIN),
    ("removed-administrator", text::EVENT_REMOVED_ADMIN),
    ("reset-refused", text::EVENT_RESET_REFUSED),
    ("administrator-asked", text::EVENT_ADMINISTRATOR_ASKED),
    ("request-dismissed", text::EVENT_REQUEST_DISMISSED),
    ("question-set", text::EVENT_QUESTION_SET),
    ("question-wrong", text::EVENT_QUESTION_WRONG),
    ("confirm-refused", text::EVENT_CONFIRM_REFUSED),
    ("told-by-known", text::EVENT_TOLD_BY_KNOWN),
    ("session-ended", text::EVENT_SESSION_ENDED),
    ("second-step-asked", text::EVENT_SECOND_STEP_ASKED),
    ("second-step-refused", text::EVENT_SECOND_STEP_REFUSED),
    ("authenticator-set", text::EVENT_AUTHENTICATOR_SET),
    ("authenticator-removed", text::EVENT_AUTHENTICATOR_REMOVED),
    ("second-step-removed", text::EVENT_SECOND_STEP_REMOVED),
    ("agreement-accepted", text::EVENT_AGREEMENT_ACCEPTED),
    ("recovery-codes-made", text::EVENT_RECOVERY_CODES_MADE),
    ("trust-ended", text::EVENT_TRUST_ENDED),
    ("passkey-created", text::EVENT_PASSKEY_CREATED),
    ("passkey-renamed", text::EVENT_PASSKEY_RENAMED),
    ("passkey-removed", text::EVENT_PASSKEY_REMOVED),
    ("phone-set", text::EVENT_PHONE_SET),
    ("phone-removed", text::EVENT_PHONE_REMOVED),
    ("phone-reset", text::EVENT_PHONE_RESET),
    ("unlock-refused", text::EVENT_UNLOCK_REFUSED),
    ("emergency-refused", text::EVENT_EMERGENCY_REFUSED),
    ("audit-pruned", text::EVENT_AUDIT_PRUNED),
    ("network-refused", text::EVENT_NETWORK_REFUSED),
    ("browser-forgotten", text::EVENT_BROWSER_FORGOTTEN),
    ("log-in-code-made", text::EVENT_LOG_IN_CODE_MADE),
    ("log-in-code-confirmed", text::EVENT_LOG_IN_CODE_CONFIRMED),
    ("log-in-address-claimed", text::EVENT_ADDRESS_CLAIMED),
    ("log-in-address-verified", text::EVENT_ADDRESS_VERIFIED),
    ("log-in-address-released", text::EVENT_ADDRESS_RELEASED),
    ("invitation-sent", text::EVENT_INVITATION_SENT),
    ("invitation-cancelled", text::EVENT_INVITATION_CANCELLED),
    ("invitation-closed", text::EVENT_INVITATION_CLOSED),
    ("access-code-refused", text::EVENT_ACCESS_CODE_REFUSED),
    ("reminder-sent", text::EVENT_REMINDER_SENT),
    ("log-in-code-cancelled", text::EVENT_LOG_IN_CODE_CANCELLED),
    ("practice-created", text::EVENT_PRACTICE_CREATED),
    ("restored", text::EVENT_RESTORED),
    ("session-locked", text::EVENT_SESSION_LOCKED),
    ("session-unlocked", text::EVENT_SESSION_UNLOCKED),
    ("idle-chosen", text::EVENT_IDLE_CHOSEN),
    ("security-policy-changed", text::EVENT_POLICY_CHANGED),
    ("test-message-sent", text::EVENT_TEST_SENT),
    ("confirmed", text::EVENT_CONFIRMED),
    ("access-code-replaced", text::EVENT_ACCESS_CODE_REPLACED),
    ("practice-changed", text::EVENT_PRACTICE_CHANGED),
    ("facility-added", text::EVENT_FACILITY_ADDED),
    ("facility-changed", text::EVENT_FACILITY_CHANGED),
    ("facility-made-primary", text::EVENT_FACILITY_PRIMARY),
    ("facility-deactivated", text::EVENT_FACILITY_DEACTIVATED),
    ("facility-reactivated", text::EVENT_FACILITY_REACTIVATED),
    ("facility-deleted", text::EVENT_FACILITY_DELETED),
    ("facility-entered", text::EVENT_FACILITY_ENTERED),
    ("identifier-added", text::EVENT_IDENTIFIER_ADDED),
    ("identifier-changed", text::EVENT_IDENTIFIER_CHANGED),
    ("identifier-removed", text::EVENT_IDENTIFIER_REMOVED),
    ("downtime-kit-made", text::EVENT_KIT_MADE),
    ("patients-searched", text::EVENT_PATIENTS_SEARCHED),
    ("patient-seen", text::EVENT_PATIENT_SEEN),
    ("patient-added", text::EVENT_PATIENT_ADDED),
    ("patient-changed", text::EVENT_PATIENT_CHANGED),
    ("patient-left", text::EVENT_PATIENT_LEFT),
    ("patient-back", text::EVENT_PATIENT_BACK),
    ("export-asked", text::EVENT_EXPORT_ASKED),
    ("export-made", text::EVENT_EXPORT_MADE),
    ("export-failed", text::EVENT_EXPORT_FAILED),
    ("export-fetched", text::EVENT_EXPORT_FETCHED),
    ("export-deleted", text::EVENT_EXPORT_DELETED),
    ("export-scheduled", text::EVENT_EXPORT_SCHEDULED),
    ("document-added", text::EVENT_DOCUMENT_ADDED),
    ("document-opened", text::EVENT_DOCUMENT_OPENED),
    ("document-removed", text::EVENT_DOCUMENT_REMOVED),
    ("import-started", text::EVENT_IMPORT_STARTED),
    ("patients-imported", text::EVENT_PATIENTS_IMPORTED),
    ("import-undone", text::EVENT_IMPORT_UNDONE),
    ("import-rows-taken", text::EVENT_IMPORT_ROWS_TAKEN),
    ("levels-changed", text::EVENT_LEVELS_CHANGED),
    ("emergency-allowed", text::EVENT_EMERGENCY_ALLOWED),
    ("emergency-disallowed", text::EVENT_EMERGENCY_DISALLOWED),
    ("emergency-started", text::EVENT_EMERGENCY_STARTED),
    ("emergency-ended", text::EVENT_EMERGENCY_ENDED),
    ("emergency-reviewed", text::EVENT_EMERGENCY_REVIEWED),
    ("audit-exported", text::EVENT_AUDIT_EXPORTED),
];

/// What happened, by the kind's public name.
#[must_use]
pub fn kind_name(kind: &str) -> Text {
    KINDS.iter().find(|(name, _)| *name == kind).map_or(text::EVENT_OTHER, |(_, text)| *text)
}

fn cause_name(cause: &str) -> Option<Text> {
    Some(match cause {
        "wrong-password" => text::CAUSE_WRONG_PASSWORD,
        "wrong-passkey" => text::CAUSE_WRONG_PASSKEY,
        "deactivated" => text::CAUSE_DEACTIVATED,
        "moved" => text::CAUSE_MOVED,
        "no-password" => text::CAUSE_NO_PASSWORD,
        "too-many-tries" => text::CAUSE_TOO_MANY_TRIES,
        "never-here" => text::CAUSE_NEVER_HERE,
        "no-address" => text::CAUSE_NO_ADDRESS,
        "near-one-letter" => text::CAUSE_NEAR_ONE_LETTER,
        "near-same-letters" => text::CAUSE_NEAR_SAME_LETTERS,
        "new-browser" => text::CAUSE_NEW_BROWSER,
        "idle" => text::CAUSE_IDLE,
        "replaced" => text::CAUSE_REPLACED,
        "unlock-refused" => text::CAUSE_UNLOCK_REFUSED,
        "absolute-time" => text::CAUSE_ABSOLUTE_TIME,
        "wrong-code" => text::CAUSE_WRONG_CODE,
        "older-code" => text::CAUSE_OLDER_CODE,
        "used-code" => text::CAUSE_USED_CODE,
        "phone-clock" => text::CAUSE_PHONE_CLOCK,
        "address-cancelled" => text::ADDRESS_CANCELLED,
        "address-replaced" => text::ADDRESS_REPLACED,
        "address-lapsed" => text::ADDRESS_LAPSED,
        "address-beaten" => text::ADDRESS_BEATEN,
        "address-changed" => text::ADDRESS_CHANGED,
        "address-disowned" => text::ADDRESS_DISOWNED,
        "way-changed" => text::WAY_CHANGED,
        "way-beside-passkey" => text::WAY_BESIDE_PASSKEY,
        "way-invitation" => text::WAY_INVITATION,
        "way-sign-up" => text::WAY_SIGN_UP,
        "way-own-link" => text::WAY_OWN_LINK,
        "way-link" => text::WAY_LINK,
        "way-code" => text::WAY_CODE,
        "way-operator" => text::WAY_OPERATOR,
        "started-link" => text::STARTED_LINK,
        "started-code" => text::STARTED_CODE,
        "started-self" => text::STARTED_SELF,
        "emergency-button" => emergency::END_BUTTON,
        "emergency-expired" => emergency::END_EXPIRED,
        "emergency-session" => emergency::END_SESSION,
        "emergency-administrator" => emergency::END_ADMINISTRATOR,
        "emergency-undesignated" => emergency::END_UNDESIGNATED,
        "emergency-elsewhere" => emergency::END_ELSEWHERE,
        "emergency-deactivated" => emergency::END_DEACTIVATED,
        "way-operator-link" => text::WAY_OPERATOR_LINK,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{kind_name, text};
    use crate::audit::model::Kind;

    #[test]
    fn every_kind_has_a_sentence_of_its_own() {
        for kind in Kind::ALL {
            assert_ne!(kind_name(kind.as_str()), text::EVENT_OTHER, "{kind:?}");
            assert_eq!(Kind::parse(kind.as_str()), Some(*kind));
        }
    }
}
