//! The pages of imports: a file that comes in pieces, deeds by buttons, files to take along.

use axum::Form;
use axum::extract::{FromRequest as _, Multipart, OriginalUri, Path, Query, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::file_back::{self, Which};
use super::model::{COLUMNS_FORM, DOUBLES_FORM, Deed, FILE, FORM, LARGEST, PASSPHRASE, PATH, SOURCE};
use super::page::PatientImportPage;
use super::service::{self, Performed};
use super::{shown, shown_doubles, template, text};
use crate::confirm::api as confirm;
use crate::i18n::{Locale, Text};
use crate::levels::model::Permission;
use crate::platform::Outcome;
use crate::sessions::service::Actor;
use crate::web::page::{fault, not_permitted, permitted, render, see_other, state_for};
use crate::web::reading::{Mistakes, Values, came_back};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// How large a piece is that is kept at once, in bytes.
const PIECE: usize = 1024 * 1024;

/// Which page of doubles, which rows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: i64,
    rows: String,
}

/// `GET /settings/import`
pub async fn get_imports(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => show(&site, &visitor, &uri, shown::start(&site.platform, &actor).await, None).await,
        Err(answer) => answer,
    }
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, page: Outcome<PatientImportPage>, form: Option<FormState>) -> Response {
    let page = match page {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(page) => page,
    };
    let status = match (&page, &form) {
        (PatientImportPage::Unknown, _) => StatusCode::NOT_FOUND,
        (_, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        (_, None) => StatusCode::OK,
    };
    let state = PageState { patient_import: Some(Box::new(page)), form, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// `POST /settings/import`: takes a file in, piece by piece: it is never whole in memory.
pub async fn post_imports(State(site): State<Site>, visitor: Visitor, OriginalUri(uri): OriginalUri, request: Request) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let wrong = match taken_in(&site, &actor, request).await {
        Err(e) => return fault(&site, &visitor, &e).await,
        Ok(Taken::NotAllowed) => return not_permitted(&site, &visitor, Permission::Import).await,
        Ok(Taken::Run(id)) => return see_other(&format!("{PATH}/{}", id.simple()), []),
        Ok(Taken::Wrong(text)) => text.of(visitor.locale),
    };
    let errors = Mistakes::from([(FILE.to_owned(), wrong.to_owned())]);
    let form = came_back(FORM, &[], &Values::new(), wrong, errors);
    show(&site, &visitor, &uri, shown::start(&site.platform, &actor).await, Some(form)).await
}

enum Taken {
    Run(uuid::Uuid),
    NotAllowed,
    Wrong(Text),
}

async fn taken_in(site: &Site, actor: &Actor, request: Request) -> Outcome<Taken> {
    let Ok(mut form) = Multipart::from_request(request, &()).await else { return Ok(Taken::Wrong(text::FILE_MISSING)) };
    let (mut source, mut passphrase) = (String::new(), Zeroizing::new(String::new()));
    loop {
        let Ok(field) = form.next_field().await else { return Ok(Taken::Wrong(text::FILE_CUT)) };
        let Some(field) = field else { return Ok(Taken::Wrong(text::FILE_MISSING)) };
        match field.name() {
            Some(SOURCE) => source = field.text().await.unwrap_or_default(),
            Some(PASSPHRASE) => passphrase = Zeroizing::new(field.text().await.unwrap_or_default()),
            Some(FILE) => {
                let name: String = field.file_name().unwrap_or_default().chars().filter(|c| !c.is_control()).take(120).collect();
                if name.is_empty() {
                    return Ok(Taken::Wrong(text::FILE_MISSING));
                }
                let source = intake::systems::find(&source).map(|system| system.key).unwrap_or_default();
                let begun = service::begin(&site.platform, actor, (&name, source), &passphrase).await?;
                let Some(run) = begun else { return Ok(Taken::NotAllowed) };
                let kept = keep(site, run, field).await;
                return match kept {
                    Ok(Ok(total)) => {
                        service::arrived(&site.platform, actor, run, i64::try_from(total).unwrap_or(i64::MAX)).await?;
                        Ok(Taken::Run(run))
                    }
                    Ok(Err(wrong)) => {
                        service::abandon(&site.platform, run).await?;
                        Ok(Taken::Wrong(wrong))
                    }
                    Err(e) => {
                        service::abandon(&site.platform, run).await?;
                        Err(e)
                    }
                };
            }
            _ => {}
        }
    }
}

/// Keeps a file. Its total, or what is wrong with it.
async fn keep(site: &Site, run: uuid::Uuid, mut field: axum::extract::multipart::Field<'_>) -> Outcome<Result<u64, Text>> {
    let (mut held, mut number, mut total): (Vec<u8>, i64, u64) = (Vec::new(), 0, 0);
    loop {
        let Ok(chunk) = field.chunk().await else {
            return Ok(Err(if total + PIECE as u64 > LARGEST { text::FILE_LARGE } else { text::FILE_CUT }));
        };
        let last = chunk.is_none();
        let chunk = chunk.unwrap_or_default();
        total += chunk.len() as u64;
        if total > LARGEST {
            return Ok(Err(text::FILE_LARGE));
        }
        held.extend_from_slice(&chunk);
        if held.len() >= PIECE || (last && !held.is_empty()) {
            service::add_piece(&site.platform, run, number, &held).await?;
            held.clear();
            number += 1;
        }
        if last {
            return Ok(Ok(total));
        }
    }
}

/// `GET /settings/import/{id}`: a run, or with `?rows=` its rows as a file.
pub async fn get_import(
    State(site): State<Site>,
    visitor: Visitor,
    uri: Uri,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    if let Some(which) = Which::parse(&asked.rows) {
        let found = match file_back::find(&site.platform, &actor, &id).await {
            Ok(Some(run)) => file_back::answer(&site.platform, run, which, visitor.locale),
            Ok(None) => return show(&site, &visitor, &uri, Ok(PatientImportPage::Unknown), None).await,
            Err(e) => Err(e),
        };
        return match found {
            Ok(answer) => answer,
            Err(e) => fault(&site, &visitor, &e).await,
        };
    }
    show(&site, &visitor, &uri, shown::page(&site.platform, &actor, &id, asked.from, visitor.locale).await, None).await
}

/// `GET /settings/import/template.csv`: the empty template.
pub async fn get_template_csv(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    taken_along(&site, &visitor, &uri, |_| template::csv()).await
}

/// `GET /settings/import/template.xlsx`: the same with a sheet that explains it.
pub async fn get_template_xlsx(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    taken_along(&site, &visitor, &uri, template::xlsx).await
}

/// A file for whoever may open the page of imports.
async fn taken_along(site: &Site, visitor: &Visitor, uri: &Uri, make: fn(Locale) -> Outcome<Response>) -> Response {
    if let Err(answer) = permitted(site, visitor, uri).await {
        return answer;
    }
    match make(visitor.locale) {
        Ok(answer) => answer,
        Err(e) => fault(site, visitor, &e).await,
    }
}

/// `POST /settings/import/{id}`: one deed, named by the button. Writing and taking back need a fresh proof.
pub async fn post_import(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    Form(form): Form<Values>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let named = form.get("deed").map(String::as_str).unwrap_or_default();
    let Some(deed) = Deed::ALL.into_iter().find(|deed| deed.as_str() == named) else { return see_other(uri.path(), []) };
    if matches!(deed, Deed::Write | Deed::Undo) && !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    let Ok(run) = uuid::Uuid::try_parse(&id) else {
        return show(&site, &visitor, &uri, Ok(PatientImportPage::Unknown), None).await;
    };
    let platform = &site.platform;
    let page = async || shown::page(platform, &actor, &id, asked.from, visitor.locale).await;
    match service::perform(platform, &actor, run, deed, &form, visitor.locale).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Performed::NotAllowed) => not_permitted(&site, &visitor, Permission::Import).await,
        Ok(Performed::Unknown) => show(&site, &visitor, &uri, Ok(PatientImportPage::Unknown), None).await,
        Ok(Performed::Done) if deed == Deed::Decide => match shown_doubles::next_undecided(platform, run, asked.from).await {
            Ok(from) => see_other(&format!("{PATH}/{id}?from={from}&done=decided#doubles-title"), []),
            Err(e) => fault(&site, &visitor, &e).await,
        },
        Ok(Performed::Done) => see_other(&format!("{PATH}/{id}"), []),
        Ok(Performed::Moved) => {
            let form = came_back(deed.as_str(), &[], &Values::new(), text::MOVED.of(visitor.locale), Mistakes::new());
            show(&site, &visitor, &uri, page().await, Some(form)).await
        }
        Ok(Performed::Mistakes(mistakes)) => {
            let of = match deed {
                Deed::Check => COLUMNS_FORM,
                Deed::Decide => DOUBLES_FORM,
                _ => deed.as_str(),
            };
            let inputs: Vec<&str> = form.keys().map(String::as_str).collect();
            let back = came_back(of, &inputs, &form, text::PROBLEM.of(visitor.locale), mistakes);
            show(&site, &visitor, &uri, page().await, Some(back)).await
        }
    }
}
