//! The pages of emergency access and their form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use uuid::Uuid;

use super::ends::{end_now, end_own};
use super::model::{END, END_NOW, ID, NOTE, OUTCOME, Outcome as Verdict, PATH, REASON, REVIEW_FORM, REVIEW_PATH};
use super::model::{START_FORM, TABLE, Use, box_of};
use super::review::{self, Reviewed};
use super::service::{self, Started};
use super::text;
use crate::confirm::api as confirm;
use crate::i18n::{Locale, Text};
use crate::platform::{Millis, Outcome};
use crate::sessions::service::Actor;
use crate::ui::opened::VERSION;
use crate::web::next::log_in_first;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for, with_emergency};
use crate::web::reading::{Values, came_back};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::table;
use crate::web::visitor::Visitor;

/// `GET /emergency`
pub async fn get_emergency(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match visitor.actor.clone() {
        Some(actor) => Box::pin(show(&site, &visitor, &uri, &actor, None)).await,
        None => see_other(&log_in_first(uri.path_and_query().map_or(PATH, |p| p.as_str())), []),
    }
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, form: Option<FormState>) -> Response {
    let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    match (service::page(&site.platform, actor, visitor.locale).await, with_emergency(site, visitor).await) {
        (Err(e), _) | (_, Err(e)) => fault(site, visitor, &e).await,
        (Ok(page), Ok(state)) => {
            let state = PageState { emergency: Some(Box::new(page)), form, ..state };
            Box::pin(render(site, visitor, uri, state, status)).await
        }
    }
}

/// `POST /emergency`: begins it, after a fresh proof; or ends it, at once.
pub async fn post_emergency(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return see_other(&log_in_first(PATH), []) };
    if form.get("deed").is_some_and(|deed| deed == END) {
        return match end_own(&site.platform, &actor).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(_) => see_other(&format!("{PATH}?done=ended"), []),
        };
    }
    if !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    let reason = form.get(REASON).map(String::as_str).unwrap_or_default();
    let refused = match service::start(&site.platform, &actor, reason, &visitor.browser, visitor.locale).await {
        Err(e) => return fault(&site, &visitor, &e).await,
        Ok(Started::Done) => return see_other(&format!("{PATH}?done=started"), []),
        Ok(Started::NotDesignated) => text::NOT_NAMED,
        Ok(Started::Already) => text::ALREADY,
        Ok(Started::Reason) => text::REASON_WRONG,
    };
    let said = refused.of(visitor.locale);
    // What is wrong with the box stands at the box, and in the summary as the link there.
    let (said, errors) = if refused == text::REASON_WRONG {
        (text::NOT_STARTED.of(visitor.locale), BTreeMap::from([(REASON.to_owned(), said.to_owned())]))
    } else {
        (said, BTreeMap::new())
    };
    let state = came_back(START_FORM, &[REASON], &form, said, errors);
    Box::pin(show(&site, &visitor, &uri, &actor, Some(state))).await
}

/// `GET /settings/emergency`
pub async fn get_review(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => show_review(&site, &visitor, &uri, &actor, None).await,
        Err(answer) => answer,
    }
}

async fn show_review(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, form: Option<FormState>) -> Response {
    let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    match review::page(&site.platform, actor, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(page) => {
            let state = PageState { emergency_review: Some(Box::new(page)), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// `POST /settings/emergency`: ends one, reviews one, lets a right stay, or takes the report along.
pub async fn post_review(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let deed = form.get("deed").map(String::as_str).unwrap_or_default();
    if deed == TABLE && !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    if deed == TABLE {
        return match taken_along(&site, &actor, visitor.locale).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(answer) => answer,
        };
    }
    match perform(&site, &actor, deed, &form).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Done::Said(done)) => see_other(&format!("{REVIEW_PATH}?done={done}"), []),
        Ok(Done::NotAllowed) => not_allowed(&site, &visitor).await,
        Ok(Done::Meanwhile(which, at)) => {
            let state = conflict(&form, which, at, visitor.locale);
            show_review(&site, &visitor, &uri, &actor, Some(state)).await
        }
        Ok(Done::Refused(text)) => {
            let state = came_back(REVIEW_FORM, &[ID, OUTCOME, NOTE], &form, text.of(visitor.locale), BTreeMap::new());
            show_review(&site, &visitor, &uri, &actor, Some(state)).await
        }
        Ok(Done::Mistake(input, text)) => {
            // Several may be open: the mistake belongs to the box of one.
            let at = box_of(input, form.get(ID).map(String::as_str).unwrap_or_default());
            let errors = BTreeMap::from([(at, text.of(visitor.locale).to_owned())]);
            let state = came_back(REVIEW_FORM, &[ID, OUTCOME, NOTE], &form, text::NOT_REVIEWED.of(visitor.locale), errors);
            show_review(&site, &visitor, &uri, &actor, Some(state)).await
        }
    }
}

enum Done {
    Said(&'static str),
    NotAllowed,
    Meanwhile(Uuid, Millis),
    Refused(Text),
    /// What is wrong with a box.
    Mistake(&'static str, Text),
}

/// The form after somebody else reviewed the same use, at a time: what was written is in it, and may be put in the place of that.
fn conflict(form: &Values, which: Uuid, at: Millis, locale: Locale) -> FormState {
    let errors = BTreeMap::from([(format!("{NOTE}-{}", which.simple()), text::REVIEW_YOURS.of(locale).to_owned())]);
    let mut back = came_back(REVIEW_FORM, &[ID, OUTCOME, NOTE], form, text::REVIEWED_MEANWHILE.of(locale), errors);
    back.values.extend([(ID.to_owned(), which.simple().to_string()), (VERSION.to_owned(), at.to_string())]);
    back
}

async fn perform(site: &Site, actor: &Actor, deed: &str, form: &Values) -> Outcome<Done> {
    let id = |name: &str| form.get(name).and_then(|id| Uuid::try_parse(id).ok());
    let Some(which) = id(ID) else { return Ok(Done::Refused(text::OVER)) };
    if deed == END_NOW {
        return Ok(match end_now(&site.platform, actor, which).await? {
            None => Done::NotAllowed,
            Some(true) => Done::Said("ended"),
            Some(false) => Done::Refused(text::OVER),
        });
    }
    let Some(verdict) = form.get(OUTCOME).and_then(|name| Verdict::parse(name)) else {
        return Ok(Done::Mistake(OUTCOME, text::OUTCOME_MISSING));
    };
    let note = form.get(NOTE).map(String::as_str).unwrap_or_default();
    let before = form.get(VERSION).and_then(|before| before.parse().ok()).unwrap_or_default();
    let reviewed = review::review(&site.platform, actor, which, (verdict, note), before).await?;
    Ok(match reviewed {
        Reviewed::Done => Done::Said("reviewed"),
        Reviewed::NotAllowed => Done::NotAllowed,
        Reviewed::Own => Done::Refused(text::OWN),
        Reviewed::NoteTooLong => Done::Mistake(NOTE, text::NOTE_LONG),
        Reviewed::Meanwhile(at) => Done::Meanwhile(which, at),
        Reviewed::Over => Done::Refused(text::OVER),
    })
}

async fn taken_along(site: &Site, actor: &Actor, locale: Locale) -> Outcome<Response> {
    let page = review::page(&site.platform, actor, locale).await?;
    let heads = [
        text::C_PERSON,
        text::FROM,
        text::UNTIL,
        text::WHY,
        text::ENDS,
        text::C_ACTIONS,
        text::C_REVIEWER,
        text::C_OUTCOME,
        text::C_NOTE,
    ];
    let rows = page.uses.iter().map(|one| row(one, locale)).collect::<Vec<_>>();
    review::taken(&site.platform, actor, rows.len()).await?;
    table::answer("emergency-access.csv", &heads.map(|head| head.of(locale)), &rows)
}

fn row(one: &Use, locale: Locale) -> Vec<String> {
    let told: Vec<String> = one.actions.iter().map(|(when, what)| format!("{when} {what}")).collect();
    let (outcome, reviewer) = one
        .review
        .as_ref()
        .map_or_else(Default::default, |(verdict, name, when)| (verdict.label().of(locale).to_owned(), format!("{name}, {when}")));
    let end = one.end.map_or(text::BADGE_ON, super::model::End::label).of(locale);
    let end = if one.ended_by.is_empty() { end.to_owned() } else { format!("{end} ({})", one.ended_by) };
    let cells = [one.name.clone(), one.began.clone(), one.until.clone(), one.reason.clone(), end];
    cells.into_iter().chain([format!("{}: {}", one.count, told.join("; ")), reviewer, outcome, one.note.clone()]).collect()
}
