//! The articles, each in a file of its own: question, answer, steps, what else to do, and the words of people who look for it.

#[cfg(feature = "ssr")]
use super::model::Article;

pub mod access_code;
pub mod administrator;
pub mod audit;
pub mod authenticator_app;
pub mod bring_patients_in;
pub mod browser_trust;
pub mod change_log_in_email;
pub mod check_computer;
pub mod code_trouble;
pub mod current_facility;
pub mod downtime;
pub mod edit_levels;
pub mod emergency_access;
pub mod facilities;
pub mod finish_phone_reset;
pub mod forgot_log_in;
pub mod free_address;
pub mod help_moving;
pub mod help_somebody;
pub mod internet_phone;
pub mod invitation;
pub mod log_in;
pub mod log_in_email;
pub mod medical_identifiers;
pub mod messages;
pub mod new_browser_mail;
pub mod new_practice;
pub mod old_system;
pub mod passkeys;
pub mod password_rules;
pub mod phone_lost;
pub mod practice_id;
pub mod practice_id_and_username;
pub mod practice_info;
pub mod protected_information;
pub mod recovery_codes;
pub mod reset_password;
pub mod reset_phone;
pub mod reset_practice_id;
pub mod screen_lock;
pub mod security_code;
pub mod security_policy;
pub mod security_question;
pub mod set_up_phone;
pub mod small_window;
pub mod spam_folder;
pub mod systems;
pub mod take_everything_out;
pub mod unlock;
pub mod user_agreement;
pub mod users;
pub mod version;
pub mod which_number;

/// Every article, in the order of `/help` within its group. The first leads the page. The server's alone: no sentence of an
/// article is in a browser part, where links know their topics.
#[cfg(feature = "ssr")]
pub static ARTICLES: &[Article] = &[
    log_in::ARTICLE,
    practice_id_and_username::ARTICLE,
    practice_id::ARTICLE,
    invitation::ARTICLE,
    access_code::ARTICLE,
    new_practice::ARTICLE,
    forgot_log_in::ARTICLE,
    reset_password::ARTICLE,
    reset_practice_id::ARTICLE,
    unlock::ARTICLE,
    spam_folder::ARTICLE,
    check_computer::ARTICLE,
    small_window::ARTICLE,
    current_facility::ARTICLE,
    downtime::ARTICLE,
    medical_identifiers::ARTICLE,
    user_agreement::ARTICLE,
    version::ARTICLE,
    administrator::ARTICLE,
    security_code::ARTICLE,
    code_trouble::ARTICLE,
    browser_trust::ARTICLE,
    set_up_phone::ARTICLE,
    which_number::ARTICLE,
    internet_phone::ARTICLE,
    phone_lost::ARTICLE,
    finish_phone_reset::ARTICLE,
    authenticator_app::ARTICLE,
    recovery_codes::ARTICLE,
    passkeys::ARTICLE,
    log_in_email::ARTICLE,
    change_log_in_email::ARTICLE,
    password_rules::ARTICLE,
    screen_lock::ARTICLE,
    new_browser_mail::ARTICLE,
    security_question::ARTICLE,
    users::ARTICLE,
    help_somebody::ARTICLE,
    reset_phone::ARTICLE,
    free_address::ARTICLE,
    edit_levels::ARTICLE,
    emergency_access::ARTICLE,
    facilities::ARTICLE,
    practice_info::ARTICLE,
    security_policy::ARTICLE,
    messages::ARTICLE,
    audit::ARTICLE,
    take_everything_out::ARTICLE,
    protected_information::ARTICLE,
    bring_patients_in::ARTICLE,
    help_moving::ARTICLE,
    old_system::ARTICLE,
    systems::advancedmd::ARTICLE,
    systems::amazing_charts::ARTICLE,
    systems::centricity::ARTICLE,
    systems::collaboratemd::ARTICLE,
    systems::daq::ARTICLE,
    systems::drchrono::ARTICLE,
    systems::eclinicalworks::ARTICLE,
    systems::emedware::ARTICLE,
    systems::ethomas::ARTICLE,
    systems::kareo::ARTICLE,
    systems::lytec::ARTICLE,
    systems::medisoft::ARTICLE,
    systems::micromd::ARTICLE,
    systems::nuemd::ARTICLE,
    systems::office_ally::ARTICLE,
    systems::practice_fusion::ARTICLE,
    systems::visionary::ARTICLE,
];

/// The article of an address; none where there is none.
#[cfg(feature = "ssr")]
#[must_use]
pub fn find(slug: &str) -> Option<&'static Article> {
    ARTICLES.iter().find(|article| article.topic.slug == slug)
}
