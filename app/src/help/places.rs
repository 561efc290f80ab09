//! The `{places}` of articles: the product's own words, and its own numbers. An article that names a button names it as the button does.

use crate::i18n::{Locale, Text};
use crate::{
    account, admin_requests, auth, check, doctor, home, known_browsers, log_in_codes, messages, outbox, passkeys, password_reset,
    phones, recovery_codes, second_factor, security_codes, security_policy, sessions, totp, users,
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
    ("log_in", auth::text::BUTTON),
    ("show", auth::text::SHOW),
    ("reset_password", auth::text::RESET_PASSWORD),
    ("trouble", auth::text::TROUBLE),
    ("remember", auth::text::REMEMBER_LABEL),
    ("look_at_characters", auth::text::CHARACTERS),
    ("send_me_link", password_reset::text::SEND_ME),
    ("ask_administrator", password_reset::text::ASK),
    ("have_code", password_reset::text::HAVE_CODE),
    ("go_on", password_reset::text::GO_ON),
    ("set_password", password_reset::text::SET),
    ("send_again", password_reset::text::SEND_AGAIN),
    ("reset_panel", password_reset::text::PANEL),
    ("send_link", password_reset::text::SEND_LINK),
    ("make_code", password_reset::text::MAKE_CODE),
    ("take_back", password_reset::text::CANCEL),
    ("it_was_me", password_reset::text::IT_WAS_ME),
    ("forgot_answer", password_reset::text::FORGOT_ANSWER),
    ("check", home::text::CHECK_LINK),
    ("your_account", home::text::YOUR_ACCOUNT),
    ("settings", users::text::SETTINGS),
    ("ehr_users", users::text::EHR_USERS),
    ("add_user", users::text::ADD),
    ("save", users::text::SAVE),
    ("profile", users::text::PROFILE),
    ("contact_info", users::text::CONTACT_INFO),
    ("login_info", users::text::LOGIN_INFO),
    ("what_happened", users::text::TIMELINE),
    ("edit_level", users::text::LEVEL),
    ("administrator", users::text::ADMINISTRATOR),
    ("make_admin", users::text::MAKE_ADMIN),
    ("deactivate", users::text::DEACTIVATE),
    ("reactivate", users::text::REACTIVATE),
    ("unlock_user", users::text::UNLOCK),
    ("reset_phone", users::text::RESET_PHONE),
    ("end_sessions", users::text::END_SESSIONS),
    ("asking_for_help", admin_requests::text::TITLE),
    ("my_account", account::text::TITLE),
    ("change_password", account::text::CHANGE),
    ("question", account::text::QUESTION),
    ("question_save", account::text::QUESTION_SAVE),
    ("codes_and_browsers", account::text::SECOND_STEP),
    ("where_logged_in", account::text::SESSIONS),
    ("end_session", account::text::END),
    ("known_browsers", known_browsers::text::TITLE),
    ("one_more_step", second_factor::text::TITLE),
    ("two_step", second_factor::text::OWN_TITLE),
    ("another_way", second_factor::text::OTHER_WAYS),
    ("trust_box", second_factor::text::TRUST),
    ("trust_end", second_factor::text::TRUST_END),
    ("text_code", second_factor::text::TEXT_ME),
    ("call_code", second_factor::text::CALL_ME),
    ("use_passkey", second_factor::text::OFFER_PASSKEY),
    ("use_recovery", second_factor::text::OFFER_RECOVERY_CODE),
    ("use_admin_code", second_factor::text::OFFER_ADMINISTRATOR_CODE),
    ("authenticator", second_factor::text::AUTHENTICATOR),
    ("verification_phone", second_factor::text::PHONE),
    ("set_up", second_factor::text::SET_UP),
    ("never_arrives", security_codes::text::NEVER),
    ("code_again", security_codes::text::AGAIN),
    ("call_instead", security_codes::text::CALL_ME),
    ("text_me", phones::text::TEXT_ME),
    ("call_me", phones::text::CALL_ME),
    ("confirm_code", phones::text::GO_ON),
    ("recovery_codes", recovery_codes::text::TITLE),
    ("make_recovery", recovery_codes::text::MAKE),
    ("keep_recovery", recovery_codes::text::KEEP),
    ("begin_app", totp::text::BEGIN),
    ("another_app", totp::text::BEGIN_ANOTHER),
    ("turn_on", totp::text::CONFIRM),
    ("passkeys", passkeys::text::TITLE),
    ("passkey_log_in", passkeys::text::LOG_IN),
    ("passkey_add", passkeys::text::ADD),
    ("passkey_continue", passkeys::text::NEXT),
    ("passkey_create", passkeys::text::CREATE),
    ("passkey_change", passkeys::text::CHANGE),
    ("one_log_in", log_in_codes::text::MAKE),
    ("confirm_one_log_in", log_in_codes::text::CONFIRM),
    ("unlock", sessions::text::UNLOCK),
    ("switch_user", sessions::text::SWITCH),
    ("lock_now", sessions::text::LOCK_NOW),
    ("stay", sessions::text::STAY),
    ("screen_lock", sessions::text::CHOICE),
    ("security", security_policy::text::TITLE),
    ("who_needs_step", security_policy::text::STEP_WHO),
    ("grace_label", security_policy::text::GRACE_LABEL),
    ("trust_label", security_policy::text::TRUST_LABEL),
    ("idle_label", security_policy::text::IDLE_LABEL),
    ("messages", messages::text::TITLE),
    ("send_test", messages::text::TEST),
    ("newest_messages", messages::text::RECENT),
    ("limits", messages::text::LIMITS),
    ("sent", messages::text::S_SENT),
    ("delivered", messages::text::S_DELIVERED),
    ("failed", messages::text::S_FAILED),
    ("perhaps_sent", messages::text::S_UNKNOWN),
    ("check_now", check::text::CHECK_NOW),
    ("copy_for_support", check::text::COPY_TITLE),
    ("full_size", doctor::text::DO_FULL_SIZE),
    ("reset_subject", outbox::text::RESET_LINK_SUBJECT),
    ("welcome_subject", outbox::text::WELCOME_SUBJECT),
    ("new_browser_subject", outbox::text::NEW_BROWSER_SUBJECT),
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
            ("code_digits", security_codes::model::DIGITS.to_string()),
            ("code_minutes", minutes(settings.codes.valid())),
            ("code_tries", security_codes::model::TRIES.to_string()),
            ("codes_in_15_minutes", quarter.to_string()),
            ("codes_in_a_day", day.to_string()),
            ("link_minutes", minutes(password_reset::start::VALID)),
            ("welcome_days", (password_reset::start::WELCOME / DAY).to_string()),
            ("one_log_in_minutes", minutes(log_in_codes::service::VALID)),
            ("free_tries", settings.lockout.free_tries.to_string()),
            ("longest_wait", minutes(longest_wait)),
            ("unlock_tries", sessions::lock::TRIES.to_string()),
            ("lock_hours", (sessions::lock::LONGEST_LOCK / HOUR).to_string()),
            ("idle_minutes", minutes(settings.session.idle())),
            ("shortest_idle", security_policy::model::SHORTEST_IDLE.to_string()),
            ("longest_idle", minutes(settings.session.longest_idle())),
            ("trust_days", policy.trust_days.unwrap_or(most_days).to_string()),
            ("most_days", most_days.to_string()),
            ("shortest_password", Rules::alone().shortest.to_string()),
            ("short_password", Rules::with_second_factor().shortest.to_string()),
            ("longest_password", Rules::alone().longest.to_string()),
            ("recovery_count", recovery_codes::model::COUNT.to_string()),
            ("passkeys_most", passkeys::model::MOST.to_string()),
            ("id_length", crate::practice::id::LENGTH.to_string()),
        ])
    }
}
