//! The security settings' page and its form posts; and the page for those who are outside of the practice's networks.

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;

use super::model::{ADMINISTRATORS_TOO, LABELS, NETWORKS, OutsidePage, SecurityPage, inputs};
use super::rules::{self, words};
use super::service::{self, Updated};
use super::text;
use crate::confirm::api as confirm;
use crate::i18n::Locale;
use crate::sessions::model::Limit;
use crate::sessions::service::Actor;
use crate::web::next::log_in_first;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for};
use crate::web::reading::{Conflict, Mistakes, Values, came_back};
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

/// The form after somebody else changed the same section meanwhile.
fn conflict(form: &str, typed: &Values, page: &SecurityPage, locale: Locale) -> FormState {
    let label = |input: &str| LABELS.into_iter().find(|(name, _)| *name == input).map_or("", |(_, label)| label.of(locale));
    let boxes: Vec<_> = inputs(form).iter().map(|input| ((*input).to_owned(), label(input).to_owned())).collect();
    let words = |input: &str, value: &str| {
        let value = if input == ADMINISTRATORS_TOO { if value.is_empty() { "false" } else { "true" } } else { value };
        words(input, value).map(|text| text.of(locale).to_owned())
    };
    Conflict { form, typed, saved: &page.rules.inputs(), version: page.version, locale }.merged(text::CONFLICT, &boxes, words)
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
    let version = of("version").parse().unwrap_or(-1);
    let Some(read) = rules::read(form, &typed, &service::limits(&site.platform.settings), locale) else {
        return see_other("/settings/security", []);
    };
    let updated = match read {
        Ok(section) => service::update(&site.platform, &actor, version, &section, locale).await,
        // What somebody else has saved since comes before what is wrong.
        Err(wrong) => match service::has_changed(&site.platform, &actor, form, version).await {
            Ok(false) => return show(&site, &visitor, &uri, &actor, back(wrong)).await,
            changed => changed.map(|_| Updated::Conflict),
        },
    };
    match updated {
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
