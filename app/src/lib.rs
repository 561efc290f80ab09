//! Vestibule: the front door of a medical practice. Everything about a practice and its people, for the server (`ssr`) and the browser
//! (`hydrate`).
//!
//! One folder per domain, the same file names in each (`docs/ARCHITECTURE.md` has the map). One request's way:
//! `view → (form post) → api → service → store → Db`.

pub mod account;
pub mod activity;
pub mod addresses;
pub mod admin_requests;
pub mod agreements;
pub mod audit;
pub mod audit_report;
pub mod auth;
pub mod check;
pub mod confirm;
pub mod current_facility;
pub mod doctor;
pub mod emergency;
pub mod facilities;
pub mod help;
pub mod home;
pub mod i18n;
pub mod identifiers;
pub mod invitations;
pub mod known_browsers;
pub mod levels;
pub mod lockout;
pub mod log_in_codes;
pub mod maintenance;
pub mod medical_identifiers;
pub mod messages;
pub mod near_usernames;
pub mod outbox;
pub mod passkeys;
pub mod password_reset;
pub mod passwords;
pub mod patient_documents;
pub mod patient_import;
pub mod patients;
pub mod phones;
pub mod practice;
pub mod practice_export;
pub mod practice_info;
pub mod recovery_codes;
pub mod reminders;
pub mod routes;
pub mod second_factor;
pub mod security_codes;
pub mod security_policy;
pub mod security_question;
pub mod sessions;
pub mod settings;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod sign_up;
pub mod totp;
pub mod ui;
pub mod users;
pub mod web;

#[cfg(feature = "ssr")]
pub mod platform;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;

use crate::ui::frame::Frame;
use crate::web::state::PageState;

/// The app: the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    // On the server this comes from the handler; the browser finds it in the HTML.
    let state = SharedValue::new(|| use_context::<PageState>().unwrap_or_default()).into_inner();
    provide_context(state);
    view! {
        <Router>
            <Frame>
                <routes::Pages/>
            </Frame>
        </Router>
    }
}
