//! The page of the audit report, and its two deeds: a table to take along, and a check.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;

use super::model::{Asked, CHECK, Checked, Column, Line, TABLE};
use super::service;
use super::text;
use crate::confirm::api as confirm;
use crate::i18n::Locale;
use crate::platform::Outcome;
use crate::sessions::service::Actor;
use crate::web::page::{fault, permitted, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::table;
use crate::web::visitor::Visitor;

type Pairs = BTreeMap<String, String>;

/// `GET /settings/audit`
pub async fn get_audit(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => {
            let query = Query::<Pairs>::try_from_uri(&uri).map(|q| q.0).unwrap_or_default();
            // No chart number from an address.
            let asked = Asked { chart: String::new(), ..Asked::read(|name| query.get(name).cloned()) };
            show(&site, &visitor, &uri, &actor, (asked, None)).await
        }
        Err(answer) => answer,
    }
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, (asked, checked): (Asked, Option<Checked>)) -> Response {
    match service::page(&site.platform, actor, asked, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(mut page) => {
            page.checked = checked;
            let status = if page.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let state = PageState { audit: Some(Box::new(page)), ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// `POST /settings/audit`: what is asked, which gets an address without the chart number; the table, after a fresh proof; or the check.
pub async fn post_audit(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Pairs>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let asked = Asked::read(|name| form.get(name).cloned());
    match form.get("deed").map(String::as_str).unwrap_or_default() {
        CHECK => match service::check(&site.platform, &actor).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(checked) => show(&site, &visitor, &uri, &actor, (asked, Some(checked))).await,
        },
        TABLE if !confirm::is_fresh(&site.platform, &actor) => confirm::first(),
        TABLE => match taken_along(&site, &actor, asked.clone(), visitor.locale).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(Some(answer)) => answer,
            Ok(None) => show(&site, &visitor, &uri, &actor, (asked, None)).await,
        },
        _ => match service::asked(&site.platform, &actor, asked.clone(), visitor.locale).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(Some(asked)) => see_other(&format!("{}{}", super::model::PATH, asked.query()), []),
            Ok(None) => show(&site, &visitor, &uri, &actor, (asked, None)).await,
        },
    }
}

async fn taken_along(site: &Site, actor: &Actor, asked: Asked, locale: Locale) -> Outcome<Option<Response>> {
    let Some(lines) = service::table(&site.platform, actor, asked, locale).await? else { return Ok(None) };
    let heads = [text::AT_UTC, Column::Time.label(), text::KIND].into_iter();
    let heads = heads.chain([Column::What, Column::Person, Column::By].map(Column::label));
    let heads = heads.chain([text::BROWSER, Column::Network.label(), text::DETAILS]);
    let heads: Vec<&str> = heads.map(|head| head.of(locale)).collect();
    let row = |line: &Line| {
        let cells =
            [&line.at, &line.when, line.kind, &line.what, &line.person, &line.by, &line.browser, &line.network].map(str::to_owned);
        cells.into_iter().chain([line.details.join("; ")]).collect::<Vec<_>>()
    };
    Ok(Some(table::answer("audit.csv", &heads, &lines.iter().map(row).collect::<Vec<_>>())?))
}
