//! The URL table: every page in one screenful.
//!
//! The server reads [`PAGES`] to know which pages exist and who may see them; [`Pages`] says what each shows.

use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Route, Routes};
use leptos_router::path;

use crate::account::view::AccountPage;
use crate::auth::view::LogInPage;
use crate::check::view::CheckPage;
use crate::password_reset::view::NewPasswordPage;
use crate::settings::view::SettingsPage;
use crate::users::view::{AddUserPage, NobodyOpen, UserPage, UsersPage};

/// Who may see a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Who is logged in; others are sent to the log-in and back.
    LoggedIn,
    /// Who looks after accounts; others who are logged in get 403.
    Administrator,
}

/// Every page's path, and who may see it.
pub const PAGES: &[(&str, Access)] = &[
    ("/", Access::Public),
    ("/login", Access::Public),
    ("/reset", Access::Public),
    ("/reset/sent", Access::Public),
    ("/reset/code", Access::Public),
    ("/reset/open", Access::Public),
    ("/reset/question", Access::Public),
    ("/reset/new", Access::Public),
    ("/check", Access::Public),
    ("/help", Access::Public),
    ("/home", Access::LoggedIn),
    ("/account", Access::LoggedIn),
    ("/settings", Access::Administrator),
    ("/settings/users", Access::Administrator),
    ("/settings/users/new", Access::Administrator),
    ("/settings/users/{id}", Access::Administrator),
];

/// Paths of old bookmarks and habits, and where they lead now.
pub const OLD_PATHS: &[(&str, &str)] = &[
    ("/login.html", "/login"),
    ("/login.aspx", "/login"),
    ("/account/login", "/login"),
    ("/ehr", "/login"),
    ("/signin", "/login"),
    ("/sign-in", "/login"),
    ("/log-in", "/login"),
    ("/index.html", "/"),
    ("/forgot-password", "/reset"),
    ("/account/forgot-password", "/reset"),
];

/// Pages with parts that move in the browser, besides everything under Settings: only they are hydrated. The others stay as the server
/// rendered them; no WASM is fetched for them, and none of them is in it (`docs/adr/0013-still-pages.md`).
pub const LIVE: &[&str] = &["/login", "/check", "/reset/new", "/account"];

/// Whether the page of a path is hydrated.
#[must_use]
pub fn is_live(path: &str) -> bool {
    LIVE.contains(&path) || path == "/settings" || path.starts_with("/settings/")
}

/// A page that stays as the server rendered it: in the browser part its route leads to the server.
#[cfg(feature = "ssr")]
macro_rules! still {
    ($page:path) => {
        $page
    };
}
#[cfg(not(feature = "ssr"))]
macro_rules! still {
    ($page:path) => {
        Elsewhere
    };
}

/// Whoever comes here in the browser has followed a link to a still page: the server has it.
#[cfg(not(feature = "ssr"))]
#[component]
fn Elsewhere() -> impl IntoView {
    let _ = window().location().reload();
}

/// What each path shows. Every page is rendered whole before its first byte leaves, so that status and redirects are right.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=still!(crate::ui::sorry::NotFoundPage)>
            <Route path=path!("/") view=still!(crate::home::view::FrontPage) ssr=SsrMode::Async/>
            <Route path=path!("/login") view=LogInPage ssr=SsrMode::Async/>
            <Route path=path!("/reset") view=still!(crate::password_reset::view::ResetPage) ssr=SsrMode::Async/>
            <Route path=path!("/reset/sent") view=still!(crate::password_reset::view::ResetSentPage) ssr=SsrMode::Async/>
            <Route path=path!("/reset/code") view=still!(crate::password_reset::view::ResetCodePage) ssr=SsrMode::Async/>
            <Route path=path!("/reset/question") view=still!(crate::password_reset::view::QuestionPage) ssr=SsrMode::Async/>
            <Route path=path!("/reset/open") view=still!(crate::password_reset::view::OpenLinkPage) ssr=SsrMode::Async/>
            <Route path=path!("/reset/new") view=NewPasswordPage ssr=SsrMode::Async/>
            <Route path=path!("/check") view=CheckPage ssr=SsrMode::Async/>
            <Route path=path!("/help") view=still!(crate::help::view::HelpPage) ssr=SsrMode::Async/>
            <Route path=path!("/home") view=still!(crate::home::view::HomePage) ssr=SsrMode::Async/>
            <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
            <Route path=path!("/settings") view=SettingsPage ssr=SsrMode::Async/>
            <Route path=path!("/settings/users/new") view=AddUserPage ssr=SsrMode::Async/>
            <ParentRoute path=path!("/settings/users") view=UsersPage ssr=SsrMode::Async>
                <Route path=path!("") view=NobodyOpen ssr=SsrMode::Async/>
                <Route path=path!(":id") view=UserPage ssr=SsrMode::Async/>
            </ParentRoute>
            <Route path=path!("/sorry/not-allowed") view=still!(crate::settings::view::NotAllowedPage) ssr=SsrMode::Async/>
            <Route path=path!("/dev/outbox") view=still!(crate::outbox::view::OutboxPage) ssr=SsrMode::Async/>
            <Route path=path!("/sorry") view=still!(crate::ui::sorry::SorryPage) ssr=SsrMode::Async/>
            <Route path=path!("/sorry/busy") view=still!(crate::ui::sorry::BusyPage) ssr=SsrMode::Async/>
        </Routes>
    }
}
