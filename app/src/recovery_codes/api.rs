//! The recovery codes' form posts.

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::RecoveryCodes;
use super::service;
use crate::audit::model::Kind;
use crate::confirm::api as confirm;
use crate::i18n::Locale;
use crate::platform::Outcome;
use crate::second_factor::own::{self, has_second_step};
use crate::sessions::service::Actor;
use crate::web::next::log_in_first;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

/// `GET /account/recovery-codes`
pub async fn get_codes(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match &visitor.actor {
        Some(actor) => page(&site, &visitor, &uri, actor).await,
        None => see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []),
    }
}

/// All forms of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CodesForm {
    deed: String,
    kept: String,
}

/// `POST /account/recovery-codes`: makes new ones and shows them once, or notes that they are kept.
pub async fn post_codes(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<CodesForm>,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return see_other(&log_in_first(uri.path()), []) };
    match form.deed.as_str() {
        "keep" if form.kept.is_empty() => see_other("/account/second-step", []),
        "keep" => match service::keep(&site.platform, &actor).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(()) => see_other("/account/second-step?done=kept", []),
        },
        "make" => make(&site, &visitor, &uri, &actor).await,
        _ => see_other("/account/recovery-codes", []),
    }
}

async fn make(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor) -> Response {
    if !confirm::is_fresh(&site.platform, actor) {
        return confirm::first();
    }
    match new(site, actor, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(None) => see_other("/account/recovery-codes", []),
        Ok(Some(codes)) => {
            let state = PageState { recovery_codes: Some(codes), ..state_for(site, visitor) };
            render(site, visitor, uri, state, StatusCode::OK).await
        }
    }
}

/// None without a second step: there is nothing to recover.
async fn new(site: &Site, actor: &Actor, locale: Locale) -> Outcome<Option<RecoveryCodes>> {
    let new = service::make(&site.platform).await?;
    let mut tx = site.platform.db.write().await?;
    if !has_second_step(&site.platform, &mut tx, actor.user).await? {
        return Ok(None);
    }
    service::set(&site.platform, &mut tx, actor.user, &new).await?;
    own::changed(&site.platform, &mut tx, actor, Kind::RecoveryCodesMade, locale).await?;
    tx.commit().await?;
    Ok(Some(RecoveryCodes { new: new.codes, ..RecoveryCodes::default() }))
}

async fn page(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor) -> Response {
    match service::find_own(&site.platform, actor).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(codes) => {
            let state = PageState { recovery_codes: Some(codes), ..state_for(site, visitor) };
            render(site, visitor, uri, state, StatusCode::OK).await
        }
    }
}
