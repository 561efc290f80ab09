//! The `{places}` of articles: the product's own words, and its own numbers. An article that names a button names it as the button does.

use crate::i18n::{Locale, Text};
use crate::{
    account, addresses, admin_requests, agreements, audit_report, auth, check, current_facility, doctor, emergency, facilities,
    home, invitations, known_browsers, levels, log_in_codes, maintenance, medical_identifiers, messages, outbox, passkeys,
    password_reset, patient_documents, patient_import, patients, phones, practice_export, practice_info, recovery_codes, reminders,
    second_factor, security_codes, security_policy, sessions, sign_up, totp, users,
};

/// A word of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name(Text);

impl Name {
    /// In a language. What the product fills in itself (an address, a number of days) is "…" here.
    #[must_use]
    pub fn of(self, locale: Locale) -> String {
        let mut out = String::new();
        let mut rest = self.0.of(locale);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            out.push('…');
            rest = after.split_once('}').map_or("", |(_, tail)| tail);
        }
        out.push_str(rest);
        out
    }
}

/// The word of the product that a place stands for; none for a number's or an unknown place.
#[must_use]
pub fn name(place: &str) -> Option<Name> {
    NAMES.iter().find(|(name, _)| *name == place).map(|(_, text)| Name(*text))
}

/// Places that are words of the product.
pub const NAMES: &[(&str, Text)] = &[
    ("documents", patient_documents::text::TITLE),
    ("patient-import", patient_import::text::TITLE),
    ("export", practice_export::text::TITLE),
    ("export-one", practice_export::text::ONE_LINK),
    ("export-make", practice_export::text::MAKE),
    ("check-rows", patient_import::text::CHECK),
    ("read-sheet", patient_import::text::READ_SHEET),
    ("import-source", patient_import::text::SOURCE),
    ("import-template", patient_import::text::TEMPLATE),
    ("import-cancel", patient_import::text::CANCEL),
    ("log-in", auth::text::BUTTON),
    ("show", auth::text::SHOW),
    ("reset-password", auth::text::RESET_PASSWORD),
    ("trouble", auth::text::TROUBLE),
    ("remember", auth::text::REMEMBER_LABEL),
    ("remind-me", reminders::text::SEND),
    ("send-me-link", password_reset::text::SEND_ME),
    ("ask-administrator", password_reset::text::ASK),
    ("have-code", password_reset::text::HAVE_CODE),
    ("go-on", password_reset::text::GO_ON),
    ("set-password", password_reset::text::SET),
    ("send-again", password_reset::text::SEND_AGAIN),
    ("reset-panel", password_reset::text::PANEL),
    ("send-link", password_reset::text::SEND_LINK),
    ("make-code", password_reset::text::MAKE_CODE),
    ("forgot-answer", password_reset::text::FORGOT_ANSWER),
    ("check", home::text::CHECK_LINK),
    ("your-account", home::text::YOUR_ACCOUNT),
    ("settings", users::text::SETTINGS),
    ("ehr-users", users::text::EHR_USERS),
    ("import-people", users::import::text::TITLE),
    ("add-user", users::text::ADD),
    ("save", users::text::SAVE),
    ("profile", users::text::PROFILE),
    ("contact-info", users::text::CONTACT_INFO),
    ("login-info", users::text::LOGIN_INFO),
    ("what-happened", users::text::TIMELINE),
    ("edit-level", users::text::LEVEL),
    ("downtime-kit", maintenance::text::KIT_TITLE),
    ("make-kit", maintenance::text::KIT_MAKE),
    ("edit-levels", levels::text::TITLE),
    ("emergency-access", emergency::text::TITLE),
    ("allow-emergency", emergency::text::ALLOW),
    ("start-emergency", emergency::text::START),
    ("make-admin", users::text::MAKE_ADMIN),
    ("deactivate", users::text::DEACTIVATE),
    ("reactivate", users::text::REACTIVATE),
    ("unlock-user", users::text::UNLOCK),
    ("reset-phone", users::text::RESET_PHONE),
    ("new-access-code", invitations::text::NEW_CODE),
    ("invitation-go-on", invitations::text::GO_ON),
    ("sign-up-title", sign_up::text::TITLE),
    ("sign-up-send", sign_up::text::SEND),
    ("sign-up-make", sign_up::text::MAKE),
    ("facilities", facilities::text::TITLE),
    ("practice-page", practice_info::text::TITLE),
    ("notices-email", practice_info::text::EMAIL),
    ("logo-add", practice_info::text::LOGO_ADD),
    ("who-looked", patients::text::WHO_LOOKED),
    ("medical-identifiers", medical_identifiers::text::TITLE),
    ("prescribing", medical_identifiers::text::PRESCRIBING),
    ("add-facility", facilities::text::ADD),
    ("facility-primary", facilities::text::MAKE_PRIMARY),
    ("facility-deactivate", facilities::text::DEACTIVATE),
    ("facility-delete", facilities::text::DELETE),
    ("audit", audit_report::text::TITLE),
    ("audit-show", audit_report::text::SHOW),
    ("audit-refused", audit_report::text::ASK_REFUSED),
    ("audit-table", audit_report::text::TAKE),
    ("audit-check", audit_report::text::CHECK),
    ("work-here", current_facility::text::ENTER),
    ("agreement", agreements::text::TITLE),
    ("agree", agreements::text::AGREE),
    ("read-agreement", agreements::text::LINK),
    ("first-password", invitations::text::SET),
    ("phone-later", invitations::text::PHONE_LATER),
    ("ask-invitation", invitations::text::ASK),
    ("asking-for-help", admin_requests::text::TITLE),
    ("my-account", account::text::TITLE),
    ("log-in-email", addresses::text::SECTION_GO),
    ("send-address-link", addresses::text::SEND),
    ("address-anyway", addresses::text::ANYWAY),
    ("address-yes", addresses::text::OPEN_GO),
    ("address-finish", addresses::text::FINISH),
    ("address-change", addresses::text::CHANGE_GO),
    ("address-stop", addresses::text::STOP_GO),
    ("change-somebody-email", users::text::CHANGE_LOG_IN_EMAIL),
    ("release-address", users::text::RELEASE_ADDRESS),
    ("change-password", account::text::CHANGE),
    ("question", account::text::QUESTION),
    ("question-save", account::text::QUESTION_SAVE),
    ("codes-and-browsers", account::text::SECOND_STEP),
    ("where-logged-in", account::text::SESSIONS),
    ("end-session", account::text::END),
    ("known-browsers", known_browsers::text::TITLE),
    ("one-more-step", second_factor::text::TITLE),
    ("another-way", second_factor::text::OTHER_WAYS),
    ("trust-box", second_factor::text::TRUST),
    ("trust-end", second_factor::text::TRUST_END),
    ("text-code", second_factor::text::TEXT_ME),
    ("call-code", second_factor::text::CALL_ME),
    ("use-recovery", second_factor::text::OFFER_RECOVERY_CODE),
    ("use-admin-code", second_factor::text::OFFER_ADMINISTRATOR_CODE),
    ("authenticator", second_factor::text::AUTHENTICATOR),
    ("verification-phone", second_factor::text::PHONE),
    ("set-up", second_factor::text::SET_UP),
    ("code-again", security_codes::text::AGAIN),
    ("call-instead", security_codes::text::CALL_ME),
    ("text-me", phones::text::TEXT_ME),
    ("call-me", phones::text::CALL_ME),
    ("confirm-code", phones::text::GO_ON),
    ("recovery-codes", recovery_codes::text::TITLE),
    ("make-recovery", recovery_codes::text::MAKE),
    ("keep-recovery", recovery_codes::text::KEEP),
    ("begin-app", totp::text::BEGIN),
    ("another-app", totp::text::BEGIN_ANOTHER),
    ("turn-on", totp::text::CONFIRM),
    ("passkeys", passkeys::text::TITLE),
    ("passkey-log-in", passkeys::text::LOG_IN),
    ("passkey-add", passkeys::text::ADD),
    ("passkey-continue", passkeys::text::NEXT),
    ("passkey-create", passkeys::text::CREATE),
    ("passkey-change", passkeys::text::CHANGE),
    ("one-log-in", log_in_codes::text::MAKE),
    ("confirm-one-log-in", log_in_codes::text::CONFIRM),
    ("unlock", sessions::text::UNLOCK),
    ("switch-user", sessions::text::SWITCH),
    ("lock-now", sessions::text::LOCK_NOW),
    ("stay", sessions::text::STAY),
    ("screen-lock", sessions::text::CHOICE),
    ("security", security_policy::text::TITLE),
    ("grace-label", security_policy::text::GRACE_LABEL),
    ("trust-label", security_policy::text::TRUST_LABEL),
    ("idle-label", security_policy::text::IDLE_LABEL),
    ("messages", messages::text::TITLE),
    ("send-test", messages::text::TEST),
    ("newest-messages", messages::text::RECENT),
    ("limits", messages::text::LIMITS),
    ("sent", messages::text::S_SENT),
    ("delivered", messages::text::S_DELIVERED),
    ("perhaps-sent", messages::text::S_UNKNOWN),
    ("copy-for-support", check::text::COPY_TITLE),
    ("copy", check::text::COPY),
    ("about", check::text::ABOUT),
    ("full-size", doctor::text::DO_FULL_SIZE),
    ("reset-subject", outbox::text::RESET_LINK_SUBJECT),
    ("welcome-subject", outbox::text::WELCOME_SUBJECT),
];

/// The numbers that articles name, by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers(Vec<(&'static str, String)>);

impl Numbers {
    /// The number of a place; none for an unknown one.
    #[must_use]
    pub fn find(&self, place: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == place).map(|(_, number)| number.as_str())
    }

    /// As they are for these settings.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn of(settings: &crate::platform::settings::Settings) -> Self {
        use crate::passwords::model::Rules;
        use crate::platform::clock::{DAY, HOUR, MINUTE};
        use crate::security_codes::budget::BUDGETS;
        let [(quarter, _), (day, _)] = BUDGETS;
        let longest_wait = settings.lockout.waits.iter().map(|wait| wait.0).max().unwrap_or_default();
        let policy = &settings.policy;
        let most_days = u32::try_from(security_policy::model::LONGEST_DAYS).unwrap_or_default();
        let minutes = |time: i64| (time / MINUTE).to_string();
        Self(vec![
            ("code-digits", security_codes::model::DIGITS.to_string()),
            ("code-minutes", minutes(settings.codes.valid())),
            ("code-tries", security_codes::model::TRIES.to_string()),
            ("codes-in-15-minutes", quarter.to_string()),
            ("codes-in-a-day", day.to_string()),
            ("link-minutes", minutes(password_reset::start::VALID)),
            ("invitation-days", (invitations::service::VALID / DAY).to_string()),
            ("access-code-length", crate::practice::access_code::LENGTH.to_string()),
            ("access-code-tries", invitations::service::TRIES.to_string()),
            ("one-log-in-minutes", minutes(log_in_codes::service::VALID)),
            ("emergency-hours", policy.emergency_hours.to_string()),
            ("longest-wait", minutes(longest_wait)),
            ("unlock-tries", sessions::lock::TRIES.to_string()),
            ("lock-hours", (sessions::lock::LONGEST_LOCK / HOUR).to_string()),
            ("idle-minutes", minutes(settings.session.idle())),
            ("shortest-idle", security_policy::model::SHORTEST_IDLE.to_string()),
            ("longest-idle", minutes(settings.session.longest_idle())),
            ("trust-days", policy.trust_days.unwrap_or(most_days).to_string()),
            ("most-days", most_days.to_string()),
            ("shortest-password", Rules::alone().shortest.to_string()),
            ("short-password", Rules::with_second_factor().shortest.to_string()),
            ("longest-password", Rules::alone().longest.to_string()),
            ("recovery-count", recovery_codes::model::COUNT.to_string()),
            ("id-length", crate::practice::id::LENGTH.to_string()),
        ])
    }
}
