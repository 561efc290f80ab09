//! The page of the choice, and its form.

use axum::Form;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::model::PATH;
use super::{service, text};
use crate::sessions::service::Actor;
use crate::web::next::{self, log_in_first};
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

#[derive(Deserialize, Default)]
#[serde(default)]
struct ChoiceQuery {
    next: String,
}

/// `GET /facility`: where one can work.
pub async fn get_choice(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    let Some(actor) = visitor.actor.clone() else {
        return see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []);
    };
    let query = Query::<ChoiceQuery>::try_from_uri(&uri).map(|q| q.0).unwrap_or_default();
    page(&site, &visitor, &uri, &actor, &query.next, None).await
}

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ChoiceForm {
    facility: String,
    next: String,
}

/// `POST /facility`: the person works there from now on, and goes back to where they were.
pub async fn post_choice(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<ChoiceForm>,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return see_other(&log_in_first(uri.path()), []) };
    let entered = match Uuid::try_parse(&form.facility) {
        Ok(facility) => service::enter(&site.platform, &actor, facility).await,
        Err(_) => Ok(false),
    };
    match entered {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(true) => see_other(&way_back(&form.next), []),
        Ok(false) => {
            let summary = text::GONE.of(visitor.locale).to_owned();
            let said = FormState { form: PATH.to_owned(), summary, ..FormState::default() };
            page(&site, &visitor, &uri, &actor, &form.next, Some(said)).await
        }
    }
}

/// To one of our own pages, and not to this one again.
fn way_back(next: &str) -> String {
    next::checked(next).filter(|next| !next.starts_with(PATH)).unwrap_or_else(|| "/home".to_owned())
}

async fn page(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, next: &str, form: Option<FormState>) -> Response {
    let places = match service::list(&site.platform, actor).await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(places) => places,
    };
    let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let state = PageState { places, form, next: Some(way_back(next)), ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}
