//! The page of the user agreement, and its one form post.

use axum::Form;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::service::{self, Agreed};
use crate::account::service::From;
use crate::sessions::service::Actor;
use crate::web::next::log_in_first;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// Which version is read.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AgreementQuery {
    version: Option<String>,
}

/// `GET /account/agreement`
pub async fn get_agreement(State(site): State<Site>, visitor: Visitor, Query(query): Query<AgreementQuery>, uri: Uri) -> Response {
    match &visitor.actor {
        Some(actor) => page(&site, &visitor, &uri, actor, query.version.as_deref(), None).await,
        None => see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    actor: &Actor,
    version: Option<&str>,
    form: Option<FormState>,
) -> Response {
    let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    match service::read(&site.platform, actor, version, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(agreement) => {
            let state = PageState { agreement: Some(agreement), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// The posted form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AgreementForm {
    version: String,
}

/// `POST /account/agreement`: the person agrees to the version that was on the page.
pub async fn post_agreement(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<AgreementForm>,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return see_other(&log_in_first(uri.path()), []) };
    let from = From { address: visitor.address, browser: &visitor.browser, locale: visitor.locale };
    match service::agree(&site.platform, &actor, &form.version, from).await {
        Err(e) => fault(&site, &visitor, &e).await,
        // What was to be done next is at hand, or one more thing must be done first: the way home finds out.
        Ok(Agreed::Done) if actor.limit.is_some() => see_other("/home?done=agreed", []),
        Ok(Agreed::Done) => see_other("/account/agreement?done=agreed", []),
        Ok(Agreed::Changed) => page(&site, &visitor, &uri, &actor, None, Some(FormState::default())).await,
    }
}
