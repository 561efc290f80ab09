//! The page: what its search found, recent changes, and taking one back.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::{CHANGE, Search, UNDO};
use super::recent::{self, Undone};
use super::search::{find, shortened};
use super::text;
use crate::confirm::api as confirm;
use crate::sessions::service::Actor;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for};
use crate::web::reading::Values;
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

#[derive(Deserialize, Default)]
#[serde(default)]
struct SettingsQuery {
    q: String,
}

/// `GET /settings`
pub async fn get_settings(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => show(&site, &visitor, &uri, &actor, None).await,
        Err(answer) => answer,
    }
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, form: Option<FormState>) -> Response {
    let recent_changes = match recent::list(&site.platform, actor, visitor.locale).await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(all) => all,
    };
    let typed = shortened(&Query::<SettingsQuery>::try_from_uri(uri).map(|query| query.0.q).unwrap_or_default());
    let settings_search = Search { found: find(&typed, visitor.locale), typed };
    let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let state = PageState { form, recent_changes, settings_search, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// `POST /settings`: takes a change back, after a fresh proof.
pub async fn post_settings(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let change = form.get(CHANGE).and_then(|id| id.parse().ok()).filter(|_| form.get("deed").is_some_and(|deed| deed == UNDO));
    let Some(change) = change else { return see_other("/settings", []) };
    if !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    match recent::undo(&site.platform, &actor, change, visitor.locale).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Undone::Done) => see_other("/settings?done=undone#changes", []),
        Ok(Undone::NotAllowed) => not_allowed(&site, &visitor).await,
        Ok(Undone::NotSafe) => {
            let summary = text::UNDO_NOT_SAFE.of(visitor.locale).to_owned();
            let said = FormState { form: UNDO.to_owned(), summary, errors: BTreeMap::new(), ..FormState::default() };
            show(&site, &visitor, &uri, &actor, Some(said)).await
        }
    }
}
