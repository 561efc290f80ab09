//! The subjects of messages, and the sentences of those that say the same to all their readers.

use super::model::MessageKind;
use super::text;
use crate::i18n::Text;

/// The subject of a kind, and its sentences where they depend on nothing but whose reader it is: the person it is about, or (`other`) another
/// administrator.
pub const fn plain(kind: MessageKind, other: bool) -> (Text, &'static [Text]) {
    use MessageKind as K;
    use text as t;
    match (kind, other) {
        (K::ResetLink, _) => (t::RESET_LINK_SUBJECT, &[]),
        (K::Welcome | K::Invitation, _) => (t::WELCOME_SUBJECT, &[]),
        (K::SignUpLink, _) => (t::SIGN_UP_SUBJECT, &[]),
        (K::PracticeSetUp, _) => (t::WELCOME_SUBJECT, &[t::PRACTICE_SET_UP, t::PRACTICE_SET_UP_KEEP, t::PRACTICE_SET_UP_NEXT]),
        (K::InvitationAccepted, _) => (t::INVITATION_ACCEPTED_SUBJECT, &[t::INVITATION_ACCEPTED, t::NOT_YOU]),
        (K::InvitationClosed, _) => (t::INVITATION_CLOSED_SUBJECT, &[t::INVITATION_CLOSED, t::INVITATION_CLOSED_FINE]),
        (K::LogInAddressLink, _) => (t::ADDRESS_LINK_SUBJECT, &[]),
        (K::LogInCodeMade | K::LogInCodeConfirmed, _) => (t::LOG_IN_CODE_SUBJECT, &[]),
        (K::ResetNotice, _) => (t::RESET_NOTICE_SUBJECT, &[t::RESET_NOTICE, t::NOT_YOU]),
        (K::NewBrowser, _) => (t::NEW_BROWSER_SUBJECT, &[t::NEW_BROWSER, t::NEW_BROWSER_FINE, t::NOT_YOU]),
        (K::AdministratorAsked, _) => (t::ASKED_SUBJECT, &[]),
        (K::RequestHelped, _) => (t::HELPED_SUBJECT, &[t::HELPED, t::NOT_YOU]),
        (K::RequestLeft, _) => (t::LEFT_SUBJECT, &[t::LEFT, t::LEFT_THEN]),
        (K::PasswordChanged, _) => (t::RESET_NOTICE_SUBJECT, &[t::PASSWORD_CHANGED, t::NOT_YOU]),
        (K::QuestionSet, _) => (t::QUESTION_SUBJECT, &[t::QUESTION_SET, t::NOT_YOU]),
        (K::SecondFactorChanged, _) => (t::FACTOR_SUBJECT, &[t::FACTOR_CHANGED, t::NOT_YOU]),
        (K::SecondStepRemoved, true) => (t::STEP_REMOVED_SUBJECT, &[t::STEP_REMOVED_OTHER, t::BY_CODE_OTHER_FINE]),
        (K::SecondStepRemoved, false) => (t::STEP_REMOVED_SUBJECT, &[t::STEP_REMOVED, t::NOT_YOU_ASKED]),
        (K::SecondStepFailed, _) => (t::STEP_FAILED_SUBJECT, &[t::STEP_FAILED, t::NEW_BROWSER_FINE, t::STEP_FAILED_NOT_YOU]),
        (K::TriesRefused, _) => (t::TRIES_SUBJECT, &[t::TRIES, t::TRIES_YOURS, t::TRIES_NOT_YOU]),
        (K::LogInAddressSet, _) => (t::ADDRESS_SET_SUBJECT, &[t::ADDRESS_SET, t::NOT_YOU]),
        (K::LogInAddressReleased, _) => (t::ADDRESS_RELEASED_SUBJECT, &[t::ADDRESS_RELEASED, t::NOT_YOU_ASKED]),
        (K::LogInAddressChangeAsked, _) => (t::ADDRESS_CHANGE_SUBJECT, &[]),
        (K::LogInAddressChanged, _) => (t::ADDRESS_CHANGED_SUBJECT, &[t::ADDRESS_CHANGED, t::NOT_YOU]),
        (K::LogInAddressDisowned, _) => (t::ADDRESS_DISOWNED_SUBJECT, &[]),
        (K::LogInReminder, _) => (t::REMINDER_SUBJECT, &[]),
        (K::LogInMoved, _) => (t::MOVED_SUBJECT, &[t::MOVED, t::MOVED_HOW, t::TRIES_NOT_YOU]),
        (K::PasskeyCreated, _) => (t::PASSKEY_CREATED_SUBJECT, &[t::PASSKEY_CREATED, t::NOT_YOU]),
        (K::PasskeyRemoved, _) => (t::PASSKEY_REMOVED_SUBJECT, &[t::PASSKEY_REMOVED, t::NOT_YOU]),
        (K::PhoneSet, _) => (t::PHONE_SUBJECT, &[t::PHONE_SET, t::NOT_YOU]),
        (K::PhoneRemoved, _) => (t::PHONE_SUBJECT, &[t::PHONE_REMOVED, t::NOT_YOU]),
        (K::PhoneReset, _) => (t::PHONE_SUBJECT, &[t::PHONE_RESET, t::PHONE_RESET_FINE]),
        (K::Test, _) => (t::TEST_SUBJECT, &[t::TEST]),
        (K::SessionsEnded, _) => (t::SESSIONS_ENDED_SUBJECT, &[t::SESSIONS_ENDED, t::NOT_YOU_ASKED]),
        (K::TrustEnded, _) => (t::TRUST_ENDED_SUBJECT, &[t::TRUST_ENDED, t::NOT_YOU_ASKED]),
        (K::PolicyWeakened, _) => (t::POLICY_SUBJECT, &[t::POLICY_WEAKENED, t::POLICY_WEAKENED_FINE]),
        // Never by mail (NIST SP 800-63B-4 3.1.3.1): its words are in `phone.rs`.
        (K::SecurityCode, _) => (t::CODE_SUBJECT, &[t::CODE_BY_PHONE]),
        (K::RecoveryNotice, _) => (t::RECOVERY_SUBJECT, &[]),
        (K::MaintenancePlanned, _) => (t::MAINTENANCE_SUBJECT, &[]),
        (K::MaintenanceCancelled, _) => (t::MAINTENANCE_CANCELLED_SUBJECT, &[]),
        (K::IdentifierEnds, _) => (t::IDENTIFIER_SUBJECT, &[]),
        (K::EmergencyStarted, _) => (t::EMERGENCY_SUBJECT, &[t::EMERGENCY_STARTED, t::EMERGENCY_WHERE]),
        (K::EmergencyEnded, _) => (t::EMERGENCY_ENDED_SUBJECT, &[]),
        (K::ExportReady, _) => (t::EXPORT_READY_SUBJECT, &[]),
        (K::ExportFailed, _) => (t::EXPORT_FAILED_SUBJECT, &[t::EXPORT_FAILED, t::EXPORT_FAILED_THEN]),
        (K::ResetByCodeNotice, true) => (t::BY_CODE_SUBJECT, &[t::BY_CODE_OTHER, t::BY_CODE_OTHER_FINE]),
        (K::ResetByCodeNotice, false) => (t::BY_CODE_SUBJECT, &[t::BY_CODE_YOURS, t::BY_CODE_YOURS_FINE]),
    }
}
