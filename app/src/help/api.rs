//! The help pages as answers. What is looked for is in the address: it works without script, and nothing of it is kept here.

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::HelpPage;
use super::places::Numbers;
use super::{articles, search};
use crate::web::page::{render, state_for};
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

/// The page's query.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct HelpQuery {
    q: String,
}

/// `GET /help`: all questions, or those that fit what was typed.
pub async fn get_help(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    let typed = Query::<HelpQuery>::try_from_uri(&uri).map(|q| q.0.q).unwrap_or_default();
    let query = search::shortened(&typed);
    let found = search::find(&query);
    show(&site, &visitor, &uri, HelpPage { query, found, ..HelpPage::default() }, StatusCode::OK).await
}

/// `GET /help/{slug}`: an article; 404 with the way to all of them where there is none.
pub async fn get_article(State(site): State<Site>, visitor: Visitor, uri: Uri, Path(slug): Path<String>) -> Response {
    let article = articles::find(&slug);
    let status = if article.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    show(&site, &visitor, &uri, HelpPage { article, ..HelpPage::default() }, status).await
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, page: HelpPage, status: StatusCode) -> Response {
    let page = HelpPage { numbers: Numbers::of(&site.platform.settings), ..page };
    render(site, visitor, uri, PageState { help: Some(page), ..state_for(site, visitor) }, status).await
}
