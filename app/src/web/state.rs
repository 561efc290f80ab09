//! What the server tells a page, and the browser gets along with the HTML, so that both render the same.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::account::model::{Account, Theme};
use crate::activity::model::Activity;
use crate::addresses::model::{EmailPage, StopPage};
use crate::agreements::model::AgreementPage;
use crate::audit_report::model::AuditPage;
use crate::auth::model::Name;
use crate::confirm::model::ConfirmPage;
use crate::current_facility::model::Place;
use crate::doctor::{Device, Finding};
use crate::emergency::model::{EmergencyPage, ReviewPage, Stands};
use crate::facilities::model::FacilitiesPage;
use crate::help::model::HelpPage;
use crate::home::model::HomeNotices;
use crate::i18n::{Locale, Text};
use crate::invitations::model::InvitationPage;
use crate::levels::model::{LevelsPage, Permission};
use crate::lockout::Wait;
use crate::maintenance::model::{KitPage, Planned};
use crate::medical_identifiers::model::IdentifiersPage;
use crate::messages::model::MessagesPage;
use crate::outbox::model::Shown;
use crate::outbox::waiting::WaitingMail;
use crate::passkeys::model::PasskeysHere;
use crate::password_reset::model::{QuestionStep, ResetEnd, ResetFor};
use crate::passwords::model::Rules;
use crate::patient_documents::model::DocumentPage;
use crate::patient_import::page::PatientImportPage;
use crate::patients::model::PatientsPage;
use crate::phones::model::PhonePage;
use crate::practice_export::page::ExportPage;
use crate::practice_info::model::PracticePage;
use crate::recovery_codes::model::RecoveryCodes;
use crate::second_factor::model::{Overview, SecondStep};
use crate::security_policy::model::{OutsidePage, SecurityPage};
use crate::sessions::model::{Ended, Limit, Person};
use crate::settings::model::{Change, Search};
use crate::sign_up::model::SignUpPage;
use crate::totp::model::Authenticator;
use crate::ui::moves;
use crate::users::import::model::ImportPage;

/// Everything a page depends on beside its URL. What only still pages show (see [`crate::routes::LIVE`]) is skipped: it is in their HTML
/// already, and in no browser part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageState {
    /// The path it was rendered for.
    pub path: String,
    /// The language.
    pub locale: Locale,
    /// Who is logged in.
    pub person: Option<Person>,
    /// What they must do before anything else: the page offers no way elsewhere.
    pub limit: Option<Limit>,
    /// Why they must choose a new password first: a heading and a sentence.
    pub must_change: Option<(String, String)>,
    /// How long a new password must be here.
    pub password_rules: Rules,
    /// The form that was just refused on this page.
    pub form: Option<FormState>,
    /// What is said of the deed in the URL; see [`done`].
    pub done_says: String,
    /// The page asked for before log-in; checked.
    pub next: Option<String>,
    /// The Practice ID that this device remembers by choice.
    pub remembered_practice: Option<String>,
    /// Whose new password this page sets. None: the reset is over.
    pub reset_for: Option<ResetFor>,
    /// How the link or code of this page ended.
    pub reset_end: ResetEnd,
    /// From when the link of this page works, in words, when that is later.
    #[serde(skip)]
    pub reset_from: Option<String>,
    /// What stands before the new password.
    #[serde(skip)]
    pub reset_step: Option<QuestionStep>,
    /// For whom a link or help was asked for, as typed, or whose password was just set.
    pub reset_asked: Option<Name>,
    /// A mail that a public page waits for, as far as it may be said.
    #[serde(skip)]
    pub waiting_mail: Option<WaitingMail>,
    /// The subject of the mail that an account begins with.
    #[serde(skip)]
    pub welcome_subject: Option<String>,
    /// What the account page shows, which is still.
    #[serde(skip)]
    pub account: Option<Account>,
    /// The second step of a log-in, while it is open.
    #[serde(skip)]
    pub second_step: Option<SecondStep>,
    /// What the page of two-step log-in shows.
    #[serde(skip)]
    pub second_factor: Option<Overview>,
    /// What the page of the authenticator app shows.
    #[serde(skip)]
    pub authenticator: Option<Authenticator>,
    /// What the page of the verification phone shows.
    #[serde(skip)]
    pub phone: Option<PhonePage>,
    /// What the page of the log-in e-mail shows.
    #[serde(skip)]
    pub log_in_email: Option<EmailPage>,
    /// Practices may sign up here: the log-in page has a link.
    pub sign_up_allowed: bool,
    /// What the pages of a practice's sign-up show.
    #[serde(skip)]
    pub sign_up: Option<SignUpPage>,
    /// What the page of an invitation shows.
    #[serde(skip)]
    pub invitation: Option<InvitationPage>,
    /// What the page that adds several people shows.
    #[serde(skip)]
    pub import: Option<ImportPage>,
    /// The Practice Access Code, for an administrator.
    #[serde(skip)]
    pub access_code: Option<String>,
    /// The page behind the link that stops a change of address.
    #[serde(skip)]
    pub address_stop: Option<StopPage>,
    /// What the page of the recovery codes shows.
    #[serde(skip)]
    pub recovery_codes: Option<RecoveryCodes>,
    /// What the page of the user agreement shows.
    #[serde(skip)]
    pub agreement: Option<AgreementPage>,
    /// Whether passkeys work here, and the person's own on their page.
    pub passkeys: PasskeysHere,
    /// The theme chosen on this device.
    pub theme: Option<Theme>,
    /// The new password was just set.
    pub password_set: bool,
    /// What the page of the step-up shows.
    #[serde(skip)]
    pub confirm: Option<ConfirmPage>,
    /// What the page after log-in asks of the person.
    #[serde(skip)]
    pub home: HomeNotices,
    /// Why the last session ended without its person: the log-in page says so.
    pub ended: Option<Ended>,
    /// Only in the demo: there is an outbox to look at, and the credentials were printed.
    pub demo: bool,
    /// What `/check` was sent by a browser without WASM.
    pub checked: Option<Device>,
    /// What runs here, as name and value: on the page of the check.
    pub about: Vec<(String, String)>,
    /// Whose session is locked: for the lock screen.
    #[serde(skip)]
    pub locked: Option<Person>,
    /// What the browser is asked at the lock screen for a passkey.
    #[serde(skip)]
    pub unlock_passkey: Option<String>,
    /// What the person may not, on the page that says so.
    #[serde(skip)]
    pub not_allowed: Option<Permission>,
    /// The next maintenance, from a day before, and while it lasts.
    #[serde(skip)]
    pub planned: Option<Planned>,
    /// The downtime kit.
    #[serde(skip)]
    pub kit: Option<Box<KitPage>>,
    /// Emergency access is on, or has just ended.
    #[serde(skip)]
    pub emergency_stands: Option<Stands>,
    /// What the page of emergency access shows.
    #[serde(skip)]
    pub emergency: Option<Box<EmergencyPage>>,
    /// What its administrators see.
    #[serde(skip)]
    pub emergency_review: Option<Box<ReviewPage>>,
    /// What the page of the medical identifiers shows.
    #[serde(skip)]
    pub identifiers: Option<Box<IdentifiersPage>>,
    /// What the pages of the patients show.
    #[serde(skip)]
    pub patients: Option<Box<PatientsPage>>,
    /// What the page of a patient's document shows.
    #[serde(skip)]
    pub patient_document: Option<Box<DocumentPage>>,
    /// A file of patients on its way in.
    #[serde(skip)]
    pub patient_import: Option<Box<PatientImportPage>>,
    /// What the practice takes out.
    #[serde(skip)]
    pub practice_export: Option<Box<ExportPage>>,
    /// What the page of the levels shows.
    #[serde(skip)]
    pub levels: Option<Box<LevelsPage>>,
    /// What the page of the practice shows.
    #[serde(skip)]
    pub practice_info: Option<PracticePage>,
    /// Recent changes of settings.
    #[serde(skip)]
    pub recent_changes: Vec<Change>,
    /// What was looked for among the settings.
    #[serde(skip)]
    pub settings_search: Search,
    /// Where the person can work.
    #[serde(skip)]
    pub places: Vec<Place>,
    /// What the pages of the facilities show.
    #[serde(skip)]
    pub facilities: Option<FacilitiesPage>,
    /// What the security settings show. Still pages have their data on the server alone.
    #[serde(skip)]
    pub security: Option<Box<SecurityPage>>,
    /// What is said to somebody outside of the practice's networks.
    #[serde(skip)]
    pub outside: Option<OutsidePage>,
    /// What the page of messages and their delivery shows.
    #[serde(skip)]
    pub messages: Option<MessagesPage>,
    /// What the audit report shows.
    #[serde(skip)]
    pub audit: Option<Box<AuditPage>>,
    /// What the page of charts shows.
    #[serde(skip)]
    pub activity: Option<Activity>,
    /// What the help pages show.
    #[serde(skip)]
    pub help: Option<HelpPage>,
    /// The messages that `/dev/outbox` shows, in the demo only.
    #[serde(skip)]
    pub outbox: Option<Vec<Shown>>,
    /// A fault of ours: its reference number.
    #[serde(skip)]
    pub reference: Option<String>,
}

/// A form that comes back: what was typed, passwords excepted, and what to say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FormState {
    /// The form's id.
    pub form: String,
    /// Values by input name. Never a password.
    pub values: BTreeMap<String, String>,
    /// The sentence at the top.
    pub summary: String,
    /// Sentences beside inputs, by input name.
    pub errors: BTreeMap<String, String>,
    /// What the summary calls inputs whose sentences do not name them, by input name.
    pub labels: BTreeMap<String, String>,
    /// What the doctor found in what was typed.
    pub findings: Vec<Finding>,
    /// The summary tells what a remedy has put right: nothing is wrong.
    pub repaired: bool,
    /// How long to wait before the next try; said in `Retry-After`, too.
    pub wait: Option<Wait>,
}

impl PageState {
    /// The answer to a form of this id, if it is the one. Only on the page that answered: whoever has moved on in the browser since sees
    /// nothing of it any more, least of all on another person's page.
    #[must_use]
    pub fn form(&self, id: &str) -> FormState {
        self.form.clone().filter(|f| f.form == id && moves::stays_on(&self.path)).unwrap_or_default()
    }
}

impl FormState {
    /// The sentences beside inputs in the order of the form; those of other inputs come last.
    #[must_use]
    pub fn errors_in(&self, order: &[&str]) -> Vec<(String, String)> {
        let mut errors: Vec<(String, String)> = self.errors.clone().into_iter().collect();
        errors.sort_by_key(|(name, _)| order.iter().position(|one| one == name).unwrap_or(order.len()));
        errors
    }

    /// What was typed into an input.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.values.get(name).cloned().unwrap_or_default()
    }
}

/// The state of the page being rendered.
#[must_use]
pub fn page_state() -> PageState {
    use_context::<PageState>().unwrap_or_default()
}

/// What was just done, by the name that the way here left in the URL; empty for nothing. Never beside the answer to a form: what that says is
/// newer.
#[must_use]
pub fn done() -> String {
    if page_state().form.is_some() {
        return String::new();
    }
    leptos_router::hooks::use_query_map().read_untracked().get("done").unwrap_or_default()
}

/// Whether who looks has a password; who has none logs in by passkey alone.
#[must_use]
pub fn has_password() -> bool {
    page_state().person.is_none_or(|person| person.has_password)
}

/// The language of the page being rendered.
#[must_use]
pub fn locale() -> Locale {
    page_state().locale
}

/// A sentence in the page's language.
#[must_use]
pub fn t(text: Text) -> &'static str {
    text.of(locale())
}
