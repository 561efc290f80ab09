//! Pages as answers: rendered by Leptos, with a state and a status.

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::IntoView;
use leptos::nonce::Nonce;
use leptos::prelude::provide_context;

use super::done;
use super::site::Site;
use super::state::{FormState, PageState};
use super::visitor::Visitor;
use crate::emergency::model::{On, Stands};
use crate::emergency::service::{self as emergency, Active};
use crate::levels::model::Permission;
use crate::lockout::Wait;
use crate::maintenance::model::{Again, Planned};
use crate::passkeys::model::PasskeysHere;
use crate::passkeys::service as passkeys;
use crate::platform::clock::{Millis, SECOND};
use crate::platform::{Fault, Outcome};
use crate::practice::time::Zone;
use crate::routes::{Access, access};
use crate::sessions::model::Ended;
use crate::sessions::service::Actor;
use crate::shell;

/// How long to stay away when the queue is full, in seconds.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

/// What every page starts from.
#[must_use]
pub fn state_for(site: &Site, visitor: &Visitor) -> PageState {
    PageState {
        locale: visitor.locale,
        person: visitor.actor.as_ref().map(|a| a.person.clone()),
        limit: visitor.actor.as_ref().and_then(|a| a.limit),
        planned: site.platform.maintenance.planned(site.platform.clock.now(), &zone_of(visitor), visitor.locale),
        emergency_stands: visitor.actor.as_ref().and_then(|a| a.emergency.as_ref()).map(|on| emergency_on(site, visitor, on)),
        remembered_practice: visitor.practice.clone(),
        ended: ended(visitor),
        demo: site.demo,
        sign_up_allowed: site.platform.settings.practices.sign_up,
        theme: visitor.theme,
        passkeys: PasskeysHere { work: passkeys::available(&site.platform.settings), own: None, unknown: None },
        ..PageState::default()
    }
}

/// The zone that times are told in: that of the person's practice.
fn zone_of(visitor: &Visitor) -> Zone {
    let actor = visitor.actor.as_ref().or(visitor.locked.as_ref());
    actor.and_then(|actor| Zone::parse(&actor.zone).ok()).unwrap_or_default()
}

/// What every page says of emergency access that is on.
fn emergency_on(site: &Site, visitor: &Visitor, on: &Active) -> Stands {
    Stands::On(On { until: zone_of(visitor).in_words(on.until), left: (on.until - site.platform.clock.now()) / SECOND })
}

/// The same for a page that also tells that it has just ended.
///
/// # Errors
/// A database fault.
pub async fn with_emergency(site: &Site, visitor: &Visitor) -> Outcome<PageState> {
    let mut state = state_for(site, visitor);
    if let Some(actor) = &visitor.actor
        && let Some(over) = emergency::over(&site.platform, actor).await?
    {
        state.emergency_stands = Some(Stands::Over(over));
    }
    Ok(state)
}

/// Why the visitor is not logged in any more, when they were.
fn ended(visitor: &Visitor) -> Option<Ended> {
    match (visitor.session_expired, visitor.session_ended) {
        (true, _) => Some(Ended::Away),
        (_, true) => Some(Ended::Elsewhere),
        _ => None,
    }
}

/// Renders the page of `uri` with a state.
pub async fn render(site: &Site, visitor: &Visitor, uri: &Uri, state: PageState, status: StatusCode) -> Response {
    let wait = state.form.as_ref().and_then(|form| form.wait);
    // In a box: every handler waits for it, and would be as large.
    let mut response = Box::pin(render_with(site, visitor, uri, state, shell::shell)).await;
    // RFC 9110, 10.2.3; nothing where waiting does not help.
    if let Some(Wait::Seconds(seconds)) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    // A path that no route knows sets its own status; anything else is the caller's.
    if status != StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// Renders a document that is not the app's.
pub async fn render_with<V: IntoView + 'static>(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    state: PageState,
    document: fn() -> V,
) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = uri.clone();
    let state = PageState { path: uri.path().to_owned(), done_says: done::says(uri, state.locale), ..state };
    let (nonce, assets) = (Nonce::from_value(visitor.nonce.as_str()), site.assets.clone());
    let (site, visitor) = (site.clone(), visitor.clone());
    let context = move || {
        provide_context(nonce.clone());
        provide_context(state.clone());
        provide_context(assets.clone());
        provide_context(site.clone());
        provide_context(visitor.clone());
    };
    leptos_axum::render_app_async_with_context(context, document)(request).await
}

/// The page itself, with what was typed and what to say: 422, or 429 while a wait runs.
pub async fn refused(site: &Site, visitor: &Visitor, uri: &Uri, form: FormState, status: StatusCode) -> Response {
    let state = PageState { form: Some(form), ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// 303: go and get that page.
#[must_use]
pub fn see_other(path: &str, cookies: impl IntoIterator<Item = Option<HeaderValue>>) -> Response {
    let mut response = Redirect::to(path).into_response();
    for cookie in cookies.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Who asks for a page or posts to it, if they have the permission that the URL table names for it; or the answer for somebody else: the log-in and back,
/// or 403. A path whose page needs none is nobody's here.
///
/// # Errors
/// The answer.
pub async fn permitted(site: &Site, visitor: &Visitor, uri: &Uri) -> Result<Actor, Response> {
    let Some(actor) = &visitor.actor else { return Err(see_other(&super::next::log_in_first(uri.path()), [])) };
    match access(uri.path()) {
        Some(Access::Needs(permission)) if actor.person.may(permission) => Ok(actor.clone()),
        Some(Access::Needs(permission)) => Err(not_permitted(site, visitor, permission).await),
        _ => Err(not_allowed(site, visitor).await),
    }
}

/// 503: the system is worked on until a moment. A form that came meanwhile stays on the page.
pub async fn under_maintenance(site: &Site, visitor: &Visitor, until: Millis, again: Option<Again>) -> Response {
    let mut state = PageState { person: None, emergency_stands: None, ..state_for(site, visitor) };
    state.planned = state.planned.map(|planned| Planned { again, ..planned });
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let mut response = render(site, visitor, &Uri::from_static("/sorry/maintenance"), state, status).await;
    let seconds = ((until - site.platform.clock.now()) / SECOND).max(1);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// 403: the page for others only.
pub async fn not_allowed(site: &Site, visitor: &Visitor) -> Response {
    forbidden(site, visitor, None).await
}

/// The same for a deed that needs this permission.
pub async fn not_permitted(site: &Site, visitor: &Visitor, permission: Permission) -> Response {
    forbidden(site, visitor, Some(permission)).await
}

async fn forbidden(site: &Site, visitor: &Visitor, not_allowed: Option<Permission>) -> Response {
    match with_emergency(site, visitor).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(state) => {
            let state = PageState { not_allowed, ..state };
            render(site, visitor, &Uri::from_static("/sorry/not-allowed"), state, StatusCode::FORBIDDEN).await
        }
    }
}

/// A fault of ours: an apology with the reference number, one log line with the cause (ASVS 16.5.1).
pub async fn fault(site: &Site, visitor: &Visitor, fault: &Fault) -> Response {
    let status = if matches!(fault, Fault::Busy) {
        tracing::warn!(request.id = visitor.request_id, "turned away: {fault}");
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        tracing::error!(request.id = visitor.request_id, "fault: {fault}");
        StatusCode::INTERNAL_SERVER_ERROR
    };
    apology(site, visitor, status).await
}

/// The page that says sorry.
pub async fn apology(site: &Site, visitor: &Visitor, status: StatusCode) -> Response {
    let path = if status == StatusCode::SERVICE_UNAVAILABLE { "/sorry/busy" } else { "/sorry" };
    let state = PageState { reference: Some(visitor.request_id.clone()), person: None, ..state_for(site, visitor) };
    let mut response = render(site, visitor, &Uri::from_static(path), state, status).await;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    response
}
