//! The security settings' page and its form posts; and the page for those who are outside of the practice's networks.

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;

use super::model::{ADMINISTRATORS_TOO, IDLE_MINUTES, NETWORKS, OutsidePage, SecurityPage};
use super::rules::{self, INPUTS, told, words};
use super::service::{self, Updated};
use super::text;
use crate::confirm::api as confirm;
use crate::i18n::Locale;
use crate::sessions::model::Limit;
use crate::sessions::service::Actor;
use crate::ui::text as ui;
use crate::web::next::log_in_first;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for};
use crate::web::reading::{Mistakes, Values, came_back};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// `GET /settings/security`
pub async fn get_security(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => show(&site, &visitor, &uri, &actor, None).await,
        Err(answer) => answer,
    }
}

/// What comes back of a form, made from what is saved now.
type Back<'a> = Box<dyn FnOnce(&SecurityPage) -> FormState + Send + 'a>;

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, back: Option<Back<'_>>) -> Response {
    let status = if back.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    match service::page(&site.platform, actor).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(page) => {
            let form = back.map(|back| back(&page));
            let state = PageState { security: Some(Box::new(page)), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// The form as it was sent, with what is wrong.
fn refused(form: &str, typed: &Values, wrong: Mistakes, locale: Locale) -> FormState {
    let summary = match wrong.len() {
        1 => wrong.values().cloned().collect(),
        _ => text::LOOK.of(locale).to_owned(),
    };
    came_back(form, inputs(form), typed, &summary, wrong)
}

/// The form as it was sent, and beside each box what somebody else has saved meanwhile.
fn conflict(form: &str, typed: &Values, page: &SecurityPage, locale: Locale) -> FormState {
    let same = |input: &str, saved: &str| {
        let typed = typed.get(input).map_or("", |typed| typed.trim());
        // A box that is not ticked is not sent.
        typed == saved || (input == ADMINISTRATORS_TOO && typed.is_empty() == (saved == "false"))
    };
    let saved = told(&page.rules, form).into_iter();
    let saved = saved.map(|(input, value)| (input, value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
    let differing = saved.filter(|(input, saved)| !same(input, saved)).map(|(input, saved)| {
        let saved = words(&input, &saved).map_or(saved, |text| text.of(locale).to_owned());
        (input, ui::SAVED_NOW.with(locale, &[("saved", &saved)]))
    });
    came_back(form, inputs(form), typed, text::CONFLICT.of(locale), differing.collect())
}

fn inputs(form: &str) -> &'static [&'static str] {
    INPUTS.into_iter().find(|(name, _)| *name == form).map_or(&[IDLE_MINUTES], |(_, inputs)| inputs)
}

/// `POST /settings/security`: one section, named by the button.
pub async fn post_security(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(typed): Form<Values>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    if !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    let (locale, of) = (visitor.locale, |name: &str| typed.get(name).map_or("", String::as_str));
    let form = of("deed");
    let back = |wrong: Mistakes| -> Option<Back<'_>> { Some(Box::new(|_: &SecurityPage| refused(form, &typed, wrong, locale))) };
    let section = match rules::read(form, &typed, &service::limits(&site.platform.settings), locale) {
        None => return see_other("/settings/security", []),
        Some(Err(wrong)) => return show(&site, &visitor, &uri, &actor, back(wrong)).await,
        Some(Ok(section)) => section,
    };
    match service::update(&site.platform, &actor, of("version").parse().unwrap_or(-1), &section, locale).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Updated::Done) => see_other("/settings/security?done=saved", []),
        Ok(Updated::NotAllowed) => not_allowed(&site, &visitor).await,
        Ok(Updated::Outside) => {
            let told = text::NETWORKS_OUTSIDE.with(locale, &[("here", &actor.network)]);
            show(&site, &visitor, &uri, &actor, back(Mistakes::from([(NETWORKS.to_owned(), told)]))).await
        }
        Ok(Updated::NotInEmergency) => {
            let told = text::NETWORKS_EMERGENCY.of(locale).to_owned();
            show(&site, &visitor, &uri, &actor, back(Mistakes::from([(NETWORKS.to_owned(), told)]))).await
        }
        Ok(Updated::Conflict) => {
            let back: Back<'_> = Box::new(|page| conflict(form, &typed, page, locale));
            show(&site, &visitor, &uri, &actor, Some(back)).await
        }
    }
}

/// `GET /account/network`: why somebody gets no further from here.
pub async fn get_network(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    let Some(actor) = &visitor.actor else { return see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []) };
    let outside = actor.limit == Some(Limit::Network);
    let page = OutsidePage { here: actor.network.clone(), practice: actor.person.practice.clone(), outside };
    let status = if outside { StatusCode::FORBIDDEN } else { StatusCode::OK };
    let state = PageState { outside: Some(page), ..state_for(&site, &visitor) };
    render(&site, &visitor, &uri, state, status).await
}
