//! The page of the downtime kit.

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;

use super::kit;
use super::model::{KitPage, MAKE, PATH};
use crate::confirm::api as confirm;
use crate::platform::Outcome;
use crate::web::next::log_in_first;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::reading::Values;
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

/// `GET /downtime`
pub async fn get_kit(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match &visitor.actor {
        Some(actor) => show(&site, &visitor, &uri, kit::page(&site.platform, actor).await).await,
        None => see_other(&log_in_first(uri.path_and_query().map_or(PATH, |p| p.as_str())), []),
    }
}

/// `POST /downtime`: makes the kit, after a fresh proof.
pub async fn post_kit(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    let Some(actor) = &visitor.actor else { return see_other(&log_in_first(PATH), []) };
    if form.get("deed").is_none_or(|deed| deed != MAKE) {
        return see_other(PATH, []);
    }
    if !confirm::is_fresh(&site.platform, actor) {
        return confirm::first();
    }
    show(&site, &visitor, &uri, kit::make(&site.platform, actor).await).await
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, page: Outcome<KitPage>) -> Response {
    match page {
        Err(e) => fault(site, visitor, &e).await,
        Ok(page) => {
            let state = PageState { kit: Some(Box::new(page)), ..state_for(site, visitor) };
            render(site, visitor, uri, state, StatusCode::OK).await
        }
    }
}
