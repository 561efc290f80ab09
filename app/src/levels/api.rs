//! The page of the levels and its form post.

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;

use super::model::{Area, FORM, Grant, Guard, Level, LevelsPage, Matrix, PATH, RESTORE, input};
use super::service::{self, Saved};
use super::text;
use crate::confirm::api as confirm;
use crate::i18n::Locale;
use crate::sessions::service::Actor;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for};
use crate::web::reading::{Conflict, Mistakes, Values, came_back};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// `GET /settings/levels`
pub async fn get_levels(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => show(&site, &visitor, &uri, &actor, None).await,
        Err(answer) => answer,
    }
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, form: Option<FormState>) -> Response {
    let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    match service::page(&site.platform, actor).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(page) => {
            let state = PageState { levels: Some(Box::new(page)), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// `POST /settings/levels`: saves the matrix, or the recommendation.
pub async fn post_levels(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    if !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    let version = form.get("version").and_then(|v| v.parse().ok()).unwrap_or(-1);
    let restore = form.get("deed").is_some_and(|deed| deed == RESTORE);
    let Some(matrix) = (if restore { Some(Matrix::RECOMMENDED) } else { read(&form) }) else {
        // A cell is missing or has a value of its own: no form of ours.
        return see_other(PATH, []);
    };
    let state = match service::save(&site.platform, &actor, &matrix, version).await {
        Err(e) => return fault(&site, &visitor, &e).await,
        Ok(Saved::Done) => return see_other(&format!("{PATH}?done=saved"), []),
        Ok(Saved::NotAllowed) => return not_allowed(&site, &visitor).await,
        Ok(Saved::Guarded(guards)) => {
            let mistakes = guards.into_iter().rev().map(|guard| told(guard, visitor.locale)).collect();
            back(&form, text::PROBLEM.of(visitor.locale), mistakes)
        }
        // What was on the page is not what was asked for: it is shown anew, as it stands.
        Ok(Saved::Conflict(_)) if restore => back(&Values::new(), text::CONFLICT_RESTORE.of(visitor.locale), Mistakes::new()),
        Ok(Saved::Conflict(page)) => conflict(&form, &page, visitor.locale),
    };
    show(&site, &visitor, &uri, &actor, Some(state)).await
}

fn cells() -> impl Iterator<Item = (Level, Area)> {
    Level::ALL.into_iter().flat_map(|level| Area::ALL.map(|area| (level, area)))
}

/// The matrix of a form; none where a cell is missing.
fn read(form: &Values) -> Option<Matrix> {
    let mut matrix = Matrix::RECOMMENDED;
    for (level, area) in cells() {
        matrix.set(level, area, Grant::parse(form.get(&input(level, area))?)?);
    }
    Some(matrix)
}

fn back(form: &Values, summary: &str, mistakes: Mistakes) -> FormState {
    let inputs: Vec<String> = cells().map(|(level, area)| input(level, area)).collect();
    let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
    came_back(FORM, &inputs, form, summary, mistakes)
}

/// What stands against a matrix, at the box it is about.
fn told(guard: Guard, locale: Locale) -> (String, String) {
    let area = |area: Area| text::area_name(area).of(locale);
    match guard {
        Guard::PhysicianKeeps(of) => (input(Level::Physician, of), text::GUARD_PHYSICIAN.with(locale, &[("area", area(of))])),
        Guard::NeedsPatients(level, of) => {
            let places = [("level", text::level_name(level).of(locale)), ("area", area(of)), ("patients", area(Area::Patients))];
            (input(level, of), text::GUARD_NEEDS.with(locale, &places))
        }
        Guard::NobodyEdits(of) => (input(Level::Physician, of), text::GUARD_NOBODY.with(locale, &[("area", area(of))])),
    }
}

/// The form after somebody else saved meanwhile.
fn conflict(form: &Values, page: &LevelsPage, locale: Locale) -> FormState {
    let label = |(level, area): (Level, Area)| {
        let places = [("level", text::level_name(level).of(locale)), ("area", text::area_name(area).of(locale))];
        (input(level, area), text::CELL.with(locale, &places))
    };
    let words = |_: &str, grant: &str| Grant::parse(grant).map(|grant| text::grant_name(grant).of(locale).to_owned());
    let conflict = Conflict { form: FORM, typed: form, saved: &page.matrix.inputs(), version: page.version, locale };
    conflict.merged(text::CONFLICT, &cells().map(label).collect::<Vec<_>>(), words)
}
