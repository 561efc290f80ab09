//! What opens from a mail: the link that proves an address, and the one that stops a change. Each becomes a cookie and a clean address at once; nothing
//! changes before its button is pressed.

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::Response;

use super::model::{EmailPage, Linked, OPEN, StopPage};
use super::{change, own, shown};
use crate::lockout::service::network_of;
use crate::web::cookies;
use crate::web::next::log_in_first;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

const PAGE: &str = "/account/email";
const STOP: &str = "/address/stop";
/// How long a browser keeps a link that was opened: for as long as a log-in may take that stands before it.
const KEPT: u32 = 30 * 60;

/// `GET /address/link/{token}`
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn get_link(Path(token): Path<String>) -> Response {
    see_other(OPEN, [kept(cookies::ADDRESS, &token)])
}

/// `GET /address-stop/link/{token}`
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn get_stop_link(Path(token): Path<String>) -> Response {
    see_other(STOP, [kept(cookies::ADDRESS_STOP, &token)])
}

fn kept(cookie: &str, token: &str) -> Option<HeaderValue> {
    let fine = token.len() == 96 && token.bytes().all(|b| b.is_ascii_hexdigit());
    if fine { cookies::for_seconds(cookie, token, KEPT) } else { cookies::gone(cookie) }
}

fn token(headers: &HeaderMap, cookie: &str) -> String {
    cookies::find(headers, cookie).unwrap_or_default()
}

/// `GET /account/email/open`: the button behind the link, for the person whose claim it is.
pub async fn get_open(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    let Some(actor) = &visitor.actor else { return see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []) };
    match shown::find_linked(&site.platform, actor, &token(&headers, cookies::ADDRESS)).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Linked::Pressed) => see_other(PAGE, []),
        Ok(linked) => open_page(&site, &visitor, &uri, linked).await,
    }
}

/// `POST /account/email/open`: the person pressed it.
pub async fn post_open(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, OriginalUri(uri): OriginalUri) -> Response {
    let Some(actor) = &visitor.actor else { return see_other(&log_in_first(uri.path()), []) };
    let token = token(&headers, cookies::ADDRESS);
    match own::press(&site.platform, actor, &token).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(true) => see_other(PAGE, []),
        Ok(false) => match shown::find_linked(&site.platform, actor, &token).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(linked) => open_page(&site, &visitor, &uri, linked).await,
        },
    }
}

async fn open_page(site: &Site, visitor: &Visitor, uri: &Uri, linked: Linked) -> Response {
    let status = if matches!(linked, Linked::Works(_)) { StatusCode::OK } else { StatusCode::GONE };
    let log_in_email = Some(EmailPage { linked, ..EmailPage::default() });
    let state = PageState { log_in_email, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// `GET /address/stop`: the button of who never asked for another address.
pub async fn get_stop(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    match change::find_stoppable(&site.platform, &token(&headers, cookies::ADDRESS_STOP)).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(stop) => stop_page(&site, &visitor, &uri, &headers, stop).await,
    }
}

/// `POST /address/stop`: it was pressed. Everybody is logged out, this browser included.
pub async fn post_stop(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, OriginalUri(uri): OriginalUri) -> Response {
    let token = token(&headers, cookies::ADDRESS_STOP);
    match change::stop(&site.platform, &token, &network_of(visitor.address), visitor.locale).await {
        Err(e) => fault(&site, &visitor, &e).await,
        // The link's cookie stays: another tab of this browser says that it was used.
        Ok(stop) => stop_page(&site, &visitor, &uri, &headers, stop).await,
    }
}

async fn stop_page(site: &Site, visitor: &Visitor, uri: &Uri, headers: &HeaderMap, stop: StopPage) -> Response {
    let works = matches!(stop, StopPage::Asks(_) | StopPage::Done(_));
    let gone = !works && cookies::find(headers, cookies::ADDRESS_STOP).is_some();
    let status = if gone { StatusCode::GONE } else { StatusCode::OK };
    let state = PageState { address_stop: Some(stop), ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}
