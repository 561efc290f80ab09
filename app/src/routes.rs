//! The URL table: every page in one screenful.
//!
//! The server reads [`PAGES`] to know which pages exist and who may see them; [`Pages`] says what each shows.

use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Route, Routes};
use leptos_router::path;

use crate::levels::model::Permission;

/// Who may see a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Who is logged in; others are sent to the log-in and back.
    LoggedIn,
    /// Whose session is locked; others are sent on.
    Locked,
    /// Who has this permission; others who are logged in get 403.
    Needs(Permission),
}

/// Every page's path, and who may see it.
pub const PAGES: &[(&str, Access)] = &[
    ("/", Access::Public),
    ("/login", Access::Public),
    ("/login/email", Access::Public),
    ("/login/code", Access::Public),
    ("/login/forgot", Access::Public),
    ("/reset", Access::Public),
    ("/reset/sent", Access::Public),
    ("/reset/ask", Access::Public),
    ("/reset/code", Access::Public),
    ("/reset/open", Access::Public),
    ("/reset/question", Access::Public),
    ("/reset/new", Access::Public),
    ("/invitation", Access::Public),
    ("/sign-up", Access::Public),
    ("/sign-up/practice", Access::Public),
    ("/address/stop", Access::Public),
    ("/check", Access::Public),
    ("/help", Access::Public),
    ("/help/{slug}", Access::Public),
    ("/unlock", Access::Locked),
    ("/switched", Access::LoggedIn),
    ("/confirm", Access::LoggedIn),
    ("/home", Access::LoggedIn),
    ("/account", Access::LoggedIn),
    ("/account/new-password", Access::LoggedIn),
    ("/facility", Access::LoggedIn),
    ("/emergency", Access::LoggedIn),
    ("/downtime", Access::LoggedIn),
    ("/account/second-step", Access::LoggedIn),
    ("/account/authenticator", Access::LoggedIn),
    ("/account/phone", Access::LoggedIn),
    ("/account/email", Access::LoggedIn),
    ("/account/email/open", Access::LoggedIn),
    ("/account/recovery-codes", Access::LoggedIn),
    ("/account/passkeys", Access::LoggedIn),
    ("/account/agreement", Access::LoggedIn),
    ("/account/network", Access::LoggedIn),
    ("/account/identifiers", Access::LoggedIn),
    ("/patients", Access::Needs(Permission::ViewPatients)),
    ("/patients/new", Access::Needs(Permission::EditPatients)),
    ("/patients/{id}", Access::Needs(Permission::ViewPatients)),
    ("/patients/{id}/documents", Access::Needs(Permission::EditPatients)),
    ("/patients/{id}/documents/{document}", Access::Needs(Permission::ViewPatients)),
    ("/settings", Access::Needs(Permission::Settings)),
    ("/settings/levels", Access::Needs(Permission::Levels)),
    ("/settings/import", Access::Needs(Permission::Import)),
    ("/settings/import/{id}", Access::Needs(Permission::Import)),
    ("/settings/export", Access::Needs(Permission::Export)),
    ("/settings/export/{id}", Access::Needs(Permission::Export)),
    ("/settings/practice/logo", Access::Needs(Permission::Practice)),
    ("/settings/practice", Access::Needs(Permission::Practice)),
    ("/settings/facilities", Access::Needs(Permission::Facilities)),
    ("/settings/facilities/new", Access::Needs(Permission::Facilities)),
    ("/settings/facilities/{id}", Access::Needs(Permission::Facilities)),
    ("/settings/security", Access::Needs(Permission::Security)),
    ("/settings/messages", Access::Needs(Permission::Messages)),
    ("/settings/activity", Access::Needs(Permission::Activity)),
    ("/settings/emergency", Access::Needs(Permission::Emergency)),
    ("/settings/audit", Access::Needs(Permission::Audit)),
    ("/settings/users", Access::Needs(Permission::Users)),
    ("/settings/users/new", Access::Needs(Permission::Users)),
    ("/settings/users/import", Access::Needs(Permission::Users)),
    ("/settings/users/{id}", Access::Needs(Permission::Users)),
    ("/settings/users/{id}/identifiers", Access::Needs(Permission::Users)),
    ("/settings/users/{id}/email", Access::Needs(Permission::Users)),
];

/// Who may see the page of a path; none for a path of no page.
#[must_use]
pub fn access(path: &str) -> Option<Access> {
    let exact = PAGES.iter().find(|(page, _)| *page == path);
    exact.or_else(|| PAGES.iter().find(|(page, _)| fits(page, path))).map(|(_, access)| *access)
}

/// Whether a path is one of a page's, whose `{places}` stand for anything.
fn fits(page: &str, path: &str) -> bool {
    let (mut page, mut path) = (page.split('/'), path.split('/'));
    loop {
        match (page.next(), path.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if one == other || (one.starts_with('{') && !other.is_empty()) => {}
            _ => return false,
        }
    }
}

/// Paths of old bookmarks and habits, and where they lead now.
pub const OLD_PATHS: &[(&str, &str)] = &[
    ("/login.html", "/login"),
    ("/login.aspx", "/login"),
    ("/account/login", "/login"),
    ("/ehr", "/login"),
    ("/signin", "/login"),
    ("/sign-in", "/login"),
    ("/log-in", "/login"),
    ("/login.php", "/login"),
    ("/signup", "/sign-up"),
    ("/register", "/sign-up"),
    ("/index.html", "/"),
    ("/index.php", "/"),
    ("/default.aspx", "/"),
    ("/forgot-password", "/reset"),
    ("/account/forgot-password", "/reset"),
];

/// Where a path leads that is a page's or an old one's but for capitals, and slashes or a full stop at its end; none for any other, and for one that is
/// right as it is.
#[must_use]
pub fn meant(path: &str) -> Option<&'static str> {
    // A mail program takes the full stop behind an address along.
    let plain = path.trim_end_matches(['/', '.', ',']).to_ascii_lowercase();
    let old = OLD_PATHS.iter().find(|(old, _)| *old == plain).map(|(_, new)| *new);
    let page = || PAGES.iter().map(|(page, _)| *page).find(|page| *page == plain);
    old.or_else(page).filter(|to| *to != path)
}

/// Pages with parts that move in the browser, besides those under Settings that are not [`STILL_SETTINGS`]: only they are hydrated. The others stay as the server
/// rendered them; no WASM is fetched for them, and none of them is in it (`docs/adr/0013-still-pages.md`).
pub const LIVE: &[&str] = &["/login", "/login/email", "/check", "/reset/new", "/account/new-password"];

/// Pages under Settings that stay as the server rendered them.
pub const STILL_SETTINGS: &[&str] = &[
    "/settings",
    "/settings/levels",
    "/settings/practice",
    "/settings/practice/logo",
    "/settings/facilities",
    "/settings/facilities/new",
    "/settings/facilities/{id}",
    "/settings/security",
    "/settings/messages",
    "/settings/activity",
    "/settings/emergency",
    "/settings/audit",
    "/settings/users/new",
    "/settings/users/{id}/email",
    "/settings/users/{id}/identifiers",
    "/settings/users/import",
    "/settings/import",
    "/settings/import/{id}",
    "/settings/export",
    "/settings/export/{id}",
];
/// Pages that use passkeys: the boot script fetches theirs for them.
pub const WITH_PASSKEYS: &[&str] =
    &["/login", "/login/email", "/login/code", "/account/passkeys", "/confirm", "/unlock", "/invitation"];

/// One of the two modules that wake pages (`docs/adr/0014-two-bundles.md`). A person at the log-in does not fetch what is behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// The live pages that everybody may see; the feature `public`.
    Public,
    /// The live pages behind the log-in; the feature `signed-in`.
    SignedIn,
}

impl Bundle {
    /// Names its files in the manifest: `NAME.js` and `NAME.wasm`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::SignedIn => "signed-in",
        }
    }
}

/// The bundle that hydrates the page of a path; `None` for a page that stays as the server rendered it.
#[must_use]
pub fn bundle(path: &str) -> Option<Bundle> {
    if STILL_SETTINGS.iter().any(|page| fits(page, path)) {
        return None;
    }
    if path.starts_with("/settings/") {
        return Some(Bundle::SignedIn);
    }
    let (_, access) = PAGES.iter().find(|(page, _)| *page == path && LIVE.contains(page))?;
    Some(if *access == Access::Public { Bundle::Public } else { Bundle::SignedIn })
}

/// Declares a word for routes: the page itself where one of the features is on, and [`Elsewhere`] in any other build.
macro_rules! pages_of {
    ($word:ident: $($feature:literal),+) => {
        #[cfg(any($(feature = $feature),+))]
        macro_rules! $word {
            ($page:path) => {
                $page
            };
        }
        #[cfg(not(any($(feature = $feature),+)))]
        macro_rules! $word {
            ($page:path) => {
                Elsewhere
            };
        }
    };
}
pages_of!(still: "ssr");
pages_of!(public: "ssr", "public");
pages_of!(signed_in: "ssr", "signed-in");

/// Whoever comes here in the browser has followed a link to a page that is not in this bundle: the server has it.
#[cfg(not(feature = "ssr"))]
#[component]
fn Elsewhere() -> impl IntoView {
    let _ = window().location().reload();
}

/// What each path shows. Every page is rendered whole before its first byte leaves, so that status and redirects are right.
#[expect(clippy::too_many_lines, reason = "a table: one line a page")]
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=still!(crate::ui::sorry::NotFoundPage)>
            <Route path=path!("/") view=still!(crate::home::view::FrontPage) ssr=SsrMode::Async/>
            <Route path=path!("/login") view=public!(crate::auth::view::LogInPage) ssr=SsrMode::Async/>
            <Route path=path!("/login/email") view=public!(crate::auth::view::LogInPage) ssr=SsrMode::Async/>
            <Route path=path!("/login/code") view=still!(crate::second_factor::view::CodePage) ssr=SsrMode::Async/>
            <Route path=path!("/login/forgot") view=still!(crate::reminders::view::ForgotPage) ssr=SsrMode::Async/>
            <Route path=path!("/reset") view=still!(crate::password_reset::view::ResetPage) ssr=SsrMode::Async/>
            <Route path=path!("/reset/sent") view=still!(crate::password_reset::view::ResetSentPage) ssr=SsrMode::Async/>
            <Route path=path!("/reset/ask") view=still!(crate::admin_requests::view::AskPage) ssr=SsrMode::Async/>
            <Route path=path!("/reset/code") view=still!(crate::password_reset::view::ResetCodePage) ssr=SsrMode::Async/>
            <Route path=path!("/reset/question") view=still!(crate::password_reset::view::QuestionPage) ssr=SsrMode::Async/>
            <Route path=path!("/reset/open") view=still!(crate::password_reset::view::OpenLinkPage) ssr=SsrMode::Async/>
            <Route path=path!("/reset/new") view=public!(crate::password_reset::view::NewPasswordPage) ssr=SsrMode::Async/>
            <Route path=path!("/invitation") view=still!(crate::invitations::view::InvitationPage) ssr=SsrMode::Async/>
            <Route path=path!("/sign-up") view=still!(crate::sign_up::view::SignUpPage) ssr=SsrMode::Async/>
            <Route path=path!("/sign-up/practice") view=still!(crate::sign_up::view::NewPracticePage) ssr=SsrMode::Async/>
            <Route path=path!("/address/stop") view=still!(crate::addresses::view::StopPage) ssr=SsrMode::Async/>
            <Route path=path!("/check") view=public!(crate::check::view::CheckPage) ssr=SsrMode::Async/>
            <Route path=path!("/help") view=still!(crate::help::view::HelpPage) ssr=SsrMode::Async/>
            <Route path=path!("/help/:slug") view=still!(crate::help::view::ArticlePage) ssr=SsrMode::Async/>
            <Route path=path!("/unlock") view=still!(crate::sessions::view::UnlockPage) ssr=SsrMode::Async/>
            <Route path=path!("/confirm") view=still!(crate::confirm::view::ConfirmPage) ssr=SsrMode::Async/>
            <Route path=path!("/switched") view=still!(crate::sessions::view::SwitchedPage) ssr=SsrMode::Async/>
            <Route path=path!("/facility") view=still!(crate::current_facility::view::FacilityPage) ssr=SsrMode::Async/>
            <Route path=path!("/home") view=still!(crate::home::view::HomePage) ssr=SsrMode::Async/>
            <Route path=path!("/account") view=still!(crate::account::view::AccountPage) ssr=SsrMode::Async/>
            <Route path=path!("/account/new-password") view=signed_in!(crate::account::view::NewPasswordPage) ssr=SsrMode::Async/>
            <Route path=path!("/account/second-step") view=still!(crate::second_factor::view::SecondFactorPage) ssr=SsrMode::Async/>
            <Route path=path!("/account/authenticator") view=still!(crate::totp::view::AuthenticatorPage) ssr=SsrMode::Async/>
            <Route path=path!("/account/phone") view=still!(crate::phones::view::PhonePage) ssr=SsrMode::Async/>
            <Route path=path!("/account/email") view=still!(crate::addresses::view::EmailPage) ssr=SsrMode::Async/>
            <Route path=path!("/account/email/open") view=still!(crate::addresses::view::OpenPage) ssr=SsrMode::Async/>
            <Route path=path!("/account/recovery-codes") view=still!(crate::recovery_codes::view::RecoveryCodesPage) ssr=SsrMode::Async/>
            <Route path=path!("/account/passkeys") view=still!(crate::passkeys::view::PasskeysPage) ssr=SsrMode::Async/>
            <Route path=path!("/account/network") view=still!(crate::security_policy::view::NetworkPage) ssr=SsrMode::Async/>
            <Route path=path!("/account/agreement") view=still!(crate::agreements::view::AgreementPage) ssr=SsrMode::Async/>
            <Route path=path!("/patients") view=still!(crate::patients::view::PatientsPage) ssr=SsrMode::Async/>
            <Route path=path!("/patients/new") view=still!(crate::patients::view::PatientsPage) ssr=SsrMode::Async/>
            <Route path=path!("/patients/:id") view=still!(crate::patients::view::PatientsPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings") view=still!(crate::settings::view::SettingsPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/levels") view=still!(crate::levels::view::LevelsPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/practice/logo") view=still!(crate::practice_info::view::LogoPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/practice") view=still!(crate::practice_info::view::PracticePage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/facilities") view=still!(crate::facilities::view::FacilitiesPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/facilities/new") view=still!(crate::facilities::view::FacilitiesPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/facilities/:id") view=still!(crate::facilities::view::FacilitiesPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/security") view=still!(crate::security_policy::view::SecurityPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/messages") view=still!(crate::messages::view::MessagesPage) ssr=SsrMode::Async/>
            <Route path=path!("/downtime") view=still!(crate::maintenance::view::KitPage) ssr=SsrMode::Async/>
            <Route path=path!("/emergency") view=still!(crate::emergency::view::EmergencyPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/emergency") view=still!(crate::emergency::view::ReviewPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/audit") view=still!(crate::audit_report::view::AuditPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/activity") view=still!(crate::activity::view::ActivityPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/import") view=still!(crate::patient_import::view::PatientImportPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/import/:id") view=still!(crate::patient_import::view::PatientImportPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/export") view=still!(crate::practice_export::view::PracticeExportPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/export/:id") view=still!(crate::practice_export::view::PracticeExportPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/users/import") view=still!(crate::users::import::view::ImportPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/users/new") view=still!(crate::users::view::AddUserPage) ssr=SsrMode::Async/>
            <Route path=path!("/account/identifiers") view=still!(crate::medical_identifiers::view::IdentifiersPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/users/:id/identifiers") view=still!(crate::medical_identifiers::view::IdentifiersPage) ssr=SsrMode::Async/>
            <Route path=path!("/settings/users/:id/email") view=still!(crate::addresses::view::PersonEmailPage) ssr=SsrMode::Async/>
            <ParentRoute path=path!("/settings/users") view=signed_in!(crate::users::view::UsersPage) ssr=SsrMode::Async>
                <Route path=path!("") view=signed_in!(crate::users::view::NobodyOpen) ssr=SsrMode::Async/>
                <Route path=path!(":id") view=signed_in!(crate::users::view::UserPage) ssr=SsrMode::Async/>
            </ParentRoute>
            <Route path=path!("/sorry/maintenance") view=still!(crate::maintenance::view::MaintenancePage) ssr=SsrMode::Async/>
            <Route path=path!("/sorry/not-allowed") view=still!(crate::settings::view::NotAllowedPage) ssr=SsrMode::Async/>
            <Route path=path!("/dev/outbox") view=still!(crate::outbox::view::OutboxPage) ssr=SsrMode::Async/>
            <Route path=path!("/sorry") view=still!(crate::ui::sorry::SorryPage) ssr=SsrMode::Async/>
            <Route path=path!("/sorry/busy") view=still!(crate::ui::sorry::BusyPage) ssr=SsrMode::Async/>
        </Routes>
    }
}
