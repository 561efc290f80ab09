//! The form posts of the import.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{FromRequest as _, Multipart, OriginalUri, Query, Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::Response;
use serde::Deserialize;

use super::super::api::sentence;
use super::model::{ADD, CHECK_FORM, FILE, ImportPage, ROWS, ShownRow, TABLE};
use super::service::{self, Added, Mistake, Verdict};
use super::table::{Row, Unreadable, decoded, rows};
use super::text;
use crate::confirm::api as confirm;
use crate::i18n::Locale;
use crate::levels::text::level_name;
use crate::platform::Outcome;
use crate::sessions::service::Actor;
use crate::users::service::full_name;
use crate::users::text as people;
use crate::web::page::{fault, permitted, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

const PAGE: &str = "/settings/users/import";

#[derive(Deserialize, Default)]
#[serde(default)]
struct Done {
    added: Option<usize>,
}

/// `GET /settings/users/import`
pub async fn get_import(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    if let Err(answer) = permitted(&site, &visitor, &uri).await {
        return answer;
    }
    let added = Query::<Done>::try_from_uri(&uri).map(|q| q.0).unwrap_or_default().added;
    page(&site, &visitor, &uri, ImportPage { added, ..ImportPage::default() }, None).await
}

/// The forms of the page, as far as they are no upload.
#[derive(Deserialize, Default)]
#[serde(default)]
struct ImportForm {
    deed: String,
    table: String,
    good: String,
}

/// `POST /settings/users/import`: looks at a table, or adds its people. A file comes as `multipart/form-data`, everything else as every form.
pub async fn post_import(State(site): State<Site>, visitor: Visitor, OriginalUri(uri): OriginalUri, request: Request) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let upload =
        request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    let form = if upload {
        let Some(table) = uploaded(request).await else {
            return refuse(&site, &visitor, &uri, Unreadable::Broken, String::new()).await;
        };
        ImportForm { table, ..ImportForm::default() }
    } else {
        Form::<ImportForm>::from_request(request, &()).await.map(|form| form.0).unwrap_or_default()
    };
    let all = match rows(&form.table) {
        Ok(all) => all,
        Err(why) => return refuse(&site, &visitor, &uri, why, form.table).await,
    };
    if all.len() > ROWS {
        let said = text::TOO_MANY.with(visitor.locale, &[("n", &all.len().to_string())]);
        return refused(&site, &visitor, &uri, said, form.table).await;
    }
    if form.deed == ADD {
        if !confirm::is_fresh(&site.platform, &actor) {
            return confirm::first();
        }
        let good: Vec<u64> = form.good.split_whitespace().filter_map(|line| line.parse().ok()).collect();
        return match service::add(&site.platform, &actor, &all, &good, visitor.locale).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(Added::Missed) => missed(&site, &visitor, &uri, &actor, &all, (form.table, good)).await,
            Ok(Added::NotAllowed) => see_other("/home", []),
            Ok(Added::Done(n)) => see_other(&format!("{PAGE}?added={n}"), []),
        };
    }
    match judged(&site, &actor, &all, visitor.locale).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(shown) => page(&site, &visitor, &uri, ImportPage { table: form.table, ..shown }, None).await,
    }
}

/// The table judged anew, with the rows that somebody else was quicker with, and the table itself to be put right.
async fn missed(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    actor: &Actor,
    all: &[Row],
    (table, good): (String, Vec<u64>),
) -> Response {
    match judged(site, actor, all, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(shown) => {
            let missed = |row: &&ShownRow| good.contains(&row.line) && !shown.good.contains(&row.line);
            let missed = shown.rows.iter().filter(missed).cloned().collect();
            let summary = text::MISSED.of(visitor.locale).to_owned();
            let values = BTreeMap::from([(TABLE.to_owned(), table.clone())]);
            let form = FormState { form: CHECK_FORM.to_owned(), values, summary, ..FormState::default() };
            page(site, visitor, uri, ImportPage { table, missed, ..shown }, Some(form)).await
        }
    }
}

/// The text of the file, or else the pasted one; none where it can't be read.
async fn uploaded(request: Request) -> Option<String> {
    let mut parts = Multipart::from_request(request, &()).await.ok()?;
    let (mut file, mut pasted) = (String::new(), String::new());
    while let Some(part) = parts.next_field().await.ok()? {
        match part.name() {
            Some(FILE) => file = decoded(&part.bytes().await.ok()?),
            Some(TABLE) => pasted = decoded(&part.bytes().await.ok()?),
            _ => {}
        }
    }
    Some(if file.trim().is_empty() { pasted } else { file })
}

async fn judged(site: &Site, actor: &Actor, all: &[Row], locale: Locale) -> Outcome<ImportPage> {
    let mut tx = site.platform.db.read().await?;
    let verdicts = service::judge(&mut tx, actor, all).await?;
    let good =
        all.iter().zip(&verdicts).filter(|(_, verdict)| matches!(verdict, Verdict::Add(_))).map(|(row, _)| row.line).collect();
    let rows = all.iter().zip(verdicts).map(|(row, verdict)| shown(row, verdict, site.platform.settings.no_mail, locale)).collect();
    Ok(ImportPage { rows, good, ..ImportPage::default() })
}

fn shown(row: &Row, verdict: Verdict, no_mail: bool, locale: Locale) -> ShownRow {
    let rights = |level: &str, administrator: &str| {
        [level, administrator].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let (tone, username, rights, says) = match verdict {
        Verdict::Add(new) => {
            let invited = new.email.is_some() && !no_mail;
            let administrator = if new.administrator { people::ADMINISTRATOR.of(locale) } else { "" };
            let says = if invited { text::W_INVITED } else { text::W_ADDED }.of(locale).to_owned();
            ("ok", new.username.as_str().to_owned(), rights(level_name(new.level).of(locale), administrator), says)
        }
        Verdict::Exists(username) => {
            let says = text::W_EXISTS.with(locale, &[("username", &username)]);
            ("neutral", username, rights(&row.level, &row.administrator), says)
        }
        Verdict::Twice => {
            ("neutral", row.username.clone(), rights(&row.level, &row.administrator), text::W_TWICE.of(locale).to_owned())
        }
        Verdict::Wrong(mistakes) => {
            let says: Vec<&str> = mistakes.into_iter().map(|mistake| of_mistake(mistake).of(locale)).collect();
            ("error", row.username.clone(), rights(&row.level, &row.administrator), says.join(" "))
        }
    };
    let short = |text: &str| text.chars().take(100).collect::<String>();
    ShownRow {
        line: row.line,
        name: short(&full_name(&row.first_name, &row.last_name)),
        username: short(&username),
        email: short(&row.email),
        rights: short(&rights),
        tone,
        says,
    }
}

const fn of_mistake(mistake: Mistake) -> crate::i18n::Text {
    match mistake {
        Mistake::Profile(problem) => sentence(problem),
        Mistake::NoUsername => text::W_NO_USERNAME,
        Mistake::Level => text::W_LEVEL,
        Mistake::Administrator => text::W_ADMINISTRATOR,
        Mistake::AdministratorNotAllowed => crate::emergency::text::REFUSED,
    }
}

async fn refuse(site: &Site, visitor: &Visitor, uri: &Uri, why: Unreadable, table: String) -> Response {
    let said = match why {
        Unreadable::Empty => text::NOTHING,
        Unreadable::NoColumns => text::NO_COLUMNS,
        Unreadable::Broken => text::BROKEN,
    };
    refused(site, visitor, uri, said.of(visitor.locale).to_owned(), table).await
}

/// What was pasted, or was in the file, comes back into the box.
async fn refused(site: &Site, visitor: &Visitor, uri: &Uri, said: String, table: String) -> Response {
    let form = FormState {
        form: CHECK_FORM.to_owned(),
        values: BTreeMap::from([(TABLE.to_owned(), table)]),
        errors: BTreeMap::from([(TABLE.to_owned(), said.clone())]),
        summary: said,
        ..FormState::default()
    };
    page(site, visitor, uri, ImportPage::default(), Some(form)).await
}

async fn page(site: &Site, visitor: &Visitor, uri: &Uri, import: ImportPage, form: Option<FormState>) -> Response {
    let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let state = PageState { import: Some(import), form, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}
