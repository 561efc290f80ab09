//! Every URL and every layer. `main` and all tests use this one function.

use app::account::api::{get_account, get_new_password, post_account, post_display, post_new_password};
use app::activity::api::get_activity;
use app::addresses::api::{get_email, post_email};
use app::addresses::link_api::{
    get_link as get_address_link, get_open, get_stop, get_stop_link, post_open as post_address, post_stop,
};
use app::addresses::person_api::{get_email as get_person_email, post_email as post_person_email};
use app::agreements::api::{get_agreement, post_agreement};
use app::audit_report::api::{get_audit, post_audit};
use app::auth::api::{post_language, post_log_in, post_log_out};
use app::check::api::{get_check, post_check};
use app::confirm::api::{get_confirm, post_confirm};
use app::current_facility::api::{get_choice, post_choice};
use app::emergency::api::{get_emergency, get_review, post_emergency, post_review};
use app::facilities::api::{
    get_facilities, get_facility, get_new as get_new_facility, post_facility, post_new as post_new_facility,
};
use app::help::api::{get_article, get_help};
use app::home::api::{get_home, post_home};
use app::invitations::api::{get_invitation, get_link as get_invitation_link, post_invitation};
use app::levels::api::{get_levels, post_levels};
use app::maintenance::api::{get_kit, post_kit};
use app::medical_identifiers::api::{
    get_of as get_identifiers_of, get_own as get_own_identifiers, post_of as post_identifiers_of, post_own as post_own_identifiers,
};
use app::messages::api::{get_messages, post_messages};
use app::outbox::api::{get_outbox, get_outbox_json};
use app::outbox::hooks::{post_delivery, post_twilio_call, post_twilio_status};
use app::passkeys::api::{get_log_in_options, get_passkeys, post_passkeys};
use app::password_reset::api::own::{get_question, get_sent, post_question, post_request, recall};
use app::password_reset::api::{get_link, get_new, post_code, post_new, post_open};
use app::patient_import::api::{get_template_csv, get_template_xlsx};
use app::phones::api::{get_phone, post_phone};
use app::practice_export::api::get_format;
use app::practice_export::model::FORMAT_PATH;
use app::practice_info::api::{get_logo, get_picture, get_practice, post_logo, post_practice};
use app::practice_info::model::LARGEST;
use app::recovery_codes::api::{get_codes, post_codes};
use app::reminders::api::{get_forgot, post_forgot};
use app::routes::{Access, OLD_PATHS, PAGES, meant};
use app::second_factor::api::{get_code, get_own, post_code as post_code_after_password, post_own};
use app::security_policy::api::{get_network, get_security, post_security};
use app::sessions::api::{get_unlock, post_lock, post_unlock, session};
use app::sessions::model::Ended;
use app::settings::api::{get_settings, post_settings};
use app::sign_up::api::{get_new_practice, get_sign_up, get_sign_up_link, post_new_practice, post_sign_up};
use app::totp::api::{get_authenticator, post_authenticator};
use app::ui::api::get_gallery;
use app::users::api::new::{get_new_user, post_new_user};
use app::users::api::post_user;
use app::users::import::api::{get_import, post_import};
use app::web::page::{apology, permitted, render, see_other, state_for};
use app::web::site::Site;
use app::web::visitor::Visitor;
use app::web::{next, state::PageState};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use leptos::prelude::provide_context;
use serde::Deserialize;
use tower::ServiceBuilder;

use crate::assets::{self, Files};
use crate::health;
use crate::metrics::{self, Metrics};
use crate::middleware::{confirm, frames, headers, lock, maintenance, origin, time, visitor};
use crate::patient_pages;
use crate::stop::Watch;

/// No form of ours is larger.
const BODY_LIMIT: usize = 64 * 1024;
/// A table of 500 people, and what the confirmation holds of it.
pub(crate) const IMPORT_LIMIT: usize = 512 * 1024;

/// What the layers need to know of the configuration.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// What requests are counted in, when somebody wants to know.
    pub metrics: Option<Metrics>,
    /// Whether we are leaving.
    pub stage: Watch,
}

/// The whole product as one service.
pub fn router(site: Site, files: Files, edge: Edge) -> Router {
    // Leptos runs a page's tasks on our runtime. Set once for the process; a second router (tests) finds it set.
    let _ = any_spawner::Executor::init_tokio();
    let stage = edge.stage.clone();
    let machines = Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(move |site: State<Site>| health::readyz(site, stage)))
        .route("/version", get(health::version))
        .with_state(site.clone());
    let built = Router::new()
        .route("/pkg/{file}", get(assets::packaged))
        .route("/favicon.svg", get(assets::plain))
        .route("/robots.txt", get(assets::plain))
        .with_state(files);
    let measured = edge.metrics.clone();
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state((site.clone(), edge), visitor::layer))
        .layer(from_fn_with_state(site.clone(), headers::layer))
        .layer(from_fn(frames::layer))
        .layer(from_fn_with_state(site.clone(), origin::layer))
        .layer(from_fn_with_state(site.clone(), maintenance::layer))
        .layer(from_fn(time::layer))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(site.clone(), lock::layer))
        .layer(from_fn_with_state(site.clone(), confirm::layer));
    let files = machines.merge(built).layer(from_fn_with_state(site.clone(), headers::plain));
    let all = pages(site.demo).with_state(site).layer(layers).merge(files);
    match measured {
        Some(metrics) => all.layer(from_fn_with_state(metrics, metrics::layer)),
        None => all,
    }
}

/// What answers at a page's path.
fn page(path: &str, access: Access) -> MethodRouter<Site> {
    let handler = match (path, access) {
        (_, Access::LoggedIn) if path.starts_with("/account") => of_account(path),
        _ if patient_pages::has(path) => patient_pages::page(path),
        ("/confirm", _) => get(get_confirm).post(post_confirm),
        ("/facility", _) => get(get_choice).post(post_choice),
        ("/home", _) => get(get_home).post(post_home),
        ("/address/stop", _) => get(get_stop).post(post_stop),
        ("/check", _) => get(get_check).post(post_check),
        ("/help", _) => get(get_help),
        ("/help/{slug}", _) => get(get_article),
        ("/invitation", _) => get(get_invitation).post(post_invitation),
        ("/sign-up", _) => get(get_sign_up).post(post_sign_up),
        ("/sign-up/practice", _) => get(get_new_practice).post(post_new_practice),
        ("/login/forgot", _) => get(get_forgot).post(post_forgot),
        ("/login/code", _) => get(get_code).post(post_code_after_password),
        ("/reset/new", _) => get(get_new).post(post_new),
        ("/reset/question", _) => get(get_question).post(post_question),
        ("/reset/sent", _) => get(get_sent),
        ("/settings/users/{id}/identifiers", _) => get(get_identifiers_of).post(post_identifiers_of),
        ("/settings/users/{id}/email", _) => get(get_person_email).post(post_person_email),
        ("/downtime", _) => get(get_kit).post(post_kit),
        ("/emergency", _) => get(get_emergency).post(post_emergency),
        ("/settings/emergency", _) => get(get_review).post(post_review),
        ("/settings/levels", _) => get(get_levels).post(post_levels),
        ("/settings/practice/logo", _) => get(get_logo).post(post_logo).layer(DefaultBodyLimit::max(LARGEST + BODY_LIMIT)),
        ("/settings/practice", _) => get(get_practice).post(post_practice),
        ("/settings", _) => get(get_settings).post(post_settings),
        ("/settings/facilities", _) => get(get_facilities),
        ("/settings/facilities/new", _) => get(get_new_facility).post(post_new_facility),
        ("/settings/facilities/{id}", _) => get(get_facility).post(post_facility),
        ("/settings/messages", _) => get(get_messages).post(post_messages),
        ("/settings/audit", _) => get(get_audit).post(post_audit),
        ("/settings/activity", _) => get(get_activity),
        ("/settings/users/import", _) => get(get_import).post(post_import).layer(DefaultBodyLimit::max(IMPORT_LIMIT)),
        ("/settings/users/new", _) => get(get_new_user).post(post_new_user),
        ("/settings/security", _) => get(get_security).post(post_security),
        (_, Access::Locked) => get(get_unlock).post(post_unlock),
        (_, Access::Public) => get(public_page),
        (_, Access::LoggedIn) => get(logged_in_page),
        (_, Access::Needs(_)) => get(permitted_page),
    };
    // A form posts to the path of its page.
    match path {
        "/login" | "/login/email" => handler.post(post_log_in),
        "/reset" | "/reset/ask" => handler.post(post_request),
        "/reset/code" => handler.post(post_code),
        "/reset/open" => handler.post(post_open),
        "/settings/users/{id}" => handler.post(post_user),
        _ => handler,
    }
}

/// What answers at the path of a page about oneself.
fn of_account(path: &str) -> MethodRouter<Site> {
    match path {
        "/account" => get(get_account).post(post_account),
        "/account/new-password" => get(get_new_password).post(post_new_password),
        "/account/second-step" => get(get_own).post(post_own),
        "/account/authenticator" => get(get_authenticator).post(post_authenticator),
        "/account/email" => get(get_email).post(post_email),
        "/account/email/open" => get(get_open).post(post_address),
        "/account/phone" => get(get_phone).post(post_phone),
        "/account/recovery-codes" => get(get_codes).post(post_codes),
        "/account/passkeys" => get(get_passkeys).post(post_passkeys),
        "/account/network" => get(get_network),
        "/account/agreement" => get(get_agreement).post(post_agreement),
        "/account/identifiers" => get(get_own_identifiers).post(post_own_identifiers),
        _ => get(logged_in_page),
    }
}

fn pages(demo: bool) -> Router<Site> {
    let mut router = Router::new();
    for (path, access) in PAGES {
        router = router.route(path, page(path, *access));
    }
    for (old, new) in OLD_PATHS {
        router = router.route(old, get(move || async { Redirect::permanent(new) }));
    }
    if demo {
        router = router.route("/dev/outbox", get(get_outbox)).route("/dev/outbox.json", get(get_outbox_json));
        router = router.route("/dev/ui", get(get_gallery));
    }
    router
        .merge(links())
        .merge(hooks())
        .route("/login/passkey", get(get_log_in_options))
        .route("/api/{*function}", post(read))
        .route("/logout", post(post_log_out).get(|| async { Redirect::to("/home") }))
        .route("/practice/logo", get(get_picture))
        .route(FORMAT_PATH, get(get_format))
        .route("/settings/import/template.csv", get(get_template_csv))
        .route("/settings/import/template.xlsx", get(get_template_xlsx))
        .route("/lock", post(post_lock).get(|| async { Redirect::to("/home") }))
        .route("/session", get(session).post(session))
        .route("/display", post(post_display).get(|| async { Redirect::to("/account") }))
        .route("/language", post(post_language).get(|| async { Redirect::to("/") }))
        // A password manager asks here where a password is changed (W3C, "A Well-Known URL for Changing Passwords").
        .route("/.well-known/change-password", get(|| async { see_other("/account", []) }))
        .fallback(lost_page)
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED.into_response() })
}

/// Where gateways report.
fn hooks() -> Router<Site> {
    Router::new()
        .route("/hooks/delivery", post(post_delivery))
        .route("/hooks/twilio/status/{id}", post(post_twilio_status))
        .route("/hooks/twilio/call/{id}", post(post_twilio_call))
}

/// Links from mails.
fn links() -> Router<Site> {
    Router::new()
        .route("/reset/link/{token}", get(get_link))
        .route("/address/link/{token}", get(get_address_link))
        .route("/invitation/link/{token}", get(get_invitation_link))
        .route("/sign-up/link/{token}", get(get_sign_up_link))
        .route("/address-stop/link/{token}", get(get_stop_link))
}

#[derive(Deserialize, Default)]
struct PageQuery {
    next: Option<String>,
    done: Option<String>,
    ended: Option<String>,
}

async fn public_page(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    let query = Query::<PageQuery>::try_from_uri(&uri).map(|q| q.0).unwrap_or_default();
    let password_set = query.done.as_deref() == Some("password-set");
    let mut state = PageState {
        next: query.next.as_deref().and_then(next::checked),
        reset_asked: recall(&headers).filter(|_| password_set),
        password_set,
        ..state_for(&site, &visitor)
    };
    if kept_nothing(&headers, uri.path()) && query.next.is_some() {
        state.ended = Some(Ended::NotKept);
    }
    if query.ended.as_deref() == Some("unlock") {
        state.ended = Some(Ended::UnlockRefused);
    }
    render(&site, &visitor, &uri, state, StatusCode::OK).await
}

/// Whether a browser comes from the log-in to the log-in without a single cookie: a right one set some, and led on to a page that did not find them. A
/// script tells that beforehand; where there is none, nobody else does.
fn kept_nothing(headers: &HeaderMap, path: &str) -> bool {
    let from = headers.get(header::REFERER).and_then(|v| v.to_str().ok()).and_then(|from| from.parse::<Uri>().ok());
    path == "/login" && !headers.contains_key(header::COOKIE) && from.is_some_and(|from| from.path() == path)
}

/// No route has this path: it is a page's with other capitals or a slash too many, or no page's.
async fn lost_page(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, method: Method, uri: Uri) -> Response {
    match meant(uri.path()).filter(|_| matches!(method, Method::GET | Method::HEAD)) {
        Some(path) => {
            let query = uri.query().map(|q| format!("?{q}")).unwrap_or_default();
            Redirect::permanent(&format!("{path}{query}")).into_response()
        }
        None => public_page(State(site), visitor, headers, uri).await,
    }
}

async fn logged_in_page(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    if visitor.actor.is_none() {
        let asked = uri.path_and_query().map_or("/", |p| p.as_str());
        return see_other(&next::log_in_first(asked), []);
    }
    render(&site, &visitor, &uri, state_for(&site, &visitor), StatusCode::OK).await
}

async fn permitted_page(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(_) => render(&site, &visitor, &uri, state_for(&site, &visitor), StatusCode::OK).await,
        Err(answer) => answer,
    }
}

/// Server functions: what pages read in the browser.
async fn read(State(site): State<Site>, visitor: Visitor, request: Request<Body>) -> Response {
    let context = move || {
        provide_context(site.clone());
        provide_context(visitor.clone());
    };
    leptos_axum::handle_server_fns_with_context(context, request).await.into_response()
}

/// For layers that can't go on.
pub async fn sorry(site: &Site, visitor: &Visitor) -> Response {
    apology(site, visitor, StatusCode::INTERNAL_SERVER_ERROR).await
}
