//! The page of the audit report, and its two deeds: a table to take along, and a check.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};

use super::model::{Asked, CHECK, Checked, Column, Line, TABLE};
use super::service;
use super::text;
use crate::confirm::api as confirm;
use crate::i18n::Locale;
use crate::platform::{Fault, Outcome};
use crate::sessions::service::Actor;
use crate::web::page::{administrator, fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

type Pairs = BTreeMap<String, String>;

/// `GET /settings/audit`
pub async fn get_audit(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match administrator(&site, &visitor, &uri).await {
        Ok(actor) => {
            let query = Query::<Pairs>::try_from_uri(&uri).map(|q| q.0).unwrap_or_default();
            show(&site, &visitor, &uri, &actor, (Asked::read(|name| query.get(name).cloned()), None)).await
        }
        Err(answer) => answer,
    }
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, (asked, checked): (Asked, Option<Checked>)) -> Response {
    match service::page(&site.platform, actor, asked, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(mut page) => {
            page.checked = checked;
            let wrong = page.wrong_days || page.unknown_person;
            let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let state = PageState { audit: Some(page), ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// `POST /settings/audit`: the table, after a fresh proof; or the check.
pub async fn post_audit(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Pairs>,
) -> Response {
    let actor = match administrator(&site, &visitor, &uri).await {
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
        TABLE => match table(&site, &actor, asked.clone(), visitor.locale).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(Some(answer)) => answer,
            Ok(None) => show(&site, &visitor, &uri, &actor, (asked, None)).await,
        },
        _ => see_other(&format!("{}{}", super::model::PATH, asked.query()), []),
    }
}

async fn table(site: &Site, actor: &Actor, asked: Asked, locale: Locale) -> Outcome<Option<Response>> {
    let Some(lines) = service::table(&site.platform, actor, asked, locale).await? else { return Ok(None) };
    let bytes = csv(&lines, locale)?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_static("attachment; filename=\"audit.csv\"");
    Ok(Some(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], bytes).into_response()))
}

/// Comma-separated values (RFC 4180) in UTF-8, with a mark in front by which spreadsheets know it.
fn csv(lines: &[Line], locale: Locale) -> Outcome<Vec<u8>> {
    let wrong = |e: csv::Error| Fault::internal(e.to_string());
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let heads = [Column::Time.label(), Column::Time.label(), text::KIND].into_iter();
    let heads = heads.chain([Column::What, Column::Person, Column::By].map(Column::label));
    let heads = heads.chain([text::BROWSER, Column::Network.label(), text::DETAILS]);
    out.write_record(heads.map(|head| head.of(locale))).map_err(wrong)?;
    for line in lines {
        let details = line.details.join("; ");
        let cells: [&str; 9] =
            [&line.at, &line.when, line.kind, &line.what, &line.person, &line.by, &line.browser, &line.network, &details];
        out.write_record(cells.map(safe)).map_err(wrong)?;
    }
    out.into_inner().map_err(|e| Fault::internal(e.to_string()))
}

/// A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection").
fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{csv, safe};
    use crate::audit_report::model::Line;
    use crate::i18n::Locale;

    #[test]
    fn no_cell_is_a_formula_and_quotes_are_kept() {
        assert_eq!((safe("=1+1").as_str(), safe("Ana").as_str()), ("'=1+1", "Ana"));
        let line = Line { person: "=HYPERLINK(\"x\")".into(), what: "a, \"b\"".into(), ..Line::default() };
        let text = String::from_utf8(csv(&[line], Locale::En).unwrap()).unwrap();
        assert!(
            text.starts_with('\u{feff}') && text.contains("\"'=HYPERLINK(\"\"x\"\")\"") && text.contains("\"a, \"\"b\"\"\""),
            "{text}"
        );
    }
}
